-- SPDX-License-Identifier: MIT
--
-- Payment: how many days after the due date the customer pays (F-08).
--
-- Direction: less is better. Unit: days; paying early counts as on time.
-- Data: days_late, over the invoices of twelve months the days from due date to payment (an open
-- invoice: to the date of the run), never below 0, as the mean weighted by the invoices' amounts.
-- The ledger of most accounting systems lists due date, date of payment and amount of each invoice.
-- Points: fixed limits, because what a late payment costs does not depend on the other customers:
-- not a day late 5, up to 5, 15 and 30 days 4, 3 and 2, later 1. The built-in criterion risk uses
-- the same limits where nobody has rated the risk: then remove one of them.

field "days_late" { type = "number", optional = true }

criterion "payment" { weight = 10, points = bands("days_late", { 30, 15, 5, 0 }) }

test "early"             { customer = { days_late = -3 }, expect = { points = { payment = 5 } } }
test "on the day"        { customer = { days_late = 0 }, expect = { points = { payment = 5 } } }
test "a little late"     { customer = { days_late = 0.1 }, expect = { points = { payment = 4 } } }
test "5 days late"       { customer = { days_late = 5 }, expect = { points = { payment = 4 } } }
test "15 days late"      { customer = { days_late = 15 }, expect = { points = { payment = 3 } } }
test "30 days late"      { customer = { days_late = 30 }, expect = { points = { payment = 2 } } }
test "more than 30 days" { customer = { days_late = 30.1 }, expect = { points = { payment = 1 } } }
test "without invoices"  {
  customer = {}, population = { { days_late = 0 } }, expect = { points = { payment = false } },
}
