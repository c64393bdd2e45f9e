-- SPDX-License-Identifier: MIT
--
-- Payment: how many days after the due date the customer pays (F-08).
--
-- Direction: less is better. Unit: days. Paying early counts as on time.
-- Data: days_late, the customer's invoices of twelve months: days from due date to payment (an open
-- invoice: to today), never below 0, as the mean weighted by the invoices' amounts. The ledger of
-- most accounting systems lists due date, date of payment and amount of each invoice.
-- Points: fixed limits, because what a late payment costs does not depend on the other customers.

field "days_late" { type = "number", optional = true }

-- Not a day late: 5; up to 5, 15 and 30 days: 4, 3 and 2; later: 1.
criterion "payment" { weight = 10, points = bands("days_late", { 30, 15, 5, 0 }) }
