-- SPDX-License-Identifier: MIT
--
-- Tenure: how long the customer has been one.
--
-- Direction: more is better. Unit: days up to the date of the run.
-- Data: customer_since, the date of the first order or invoice, from the customer register; else
-- tenure, the days themselves, which a ledger of invoices gives as far as it goes back.
-- Points: fixed limits: less than a year 1, then 2, 3, 4 and 5 from 1, 3, 5 and 10 years (365,
-- 1 095, 1 826 and 3 652 days). The limits are conventions of this program: state your own.

field "tenure" {
  type = "number", optional = true,
  synonyms = { "Days as a customer", "Dagar som kund" },
}
field "customer_since" {
  type = "date", optional = true,
  synonyms = { "Customer since", "First order", "First invoice", "Kund sedan", "Första order" },
}

measure "days_since_first_order" (days_since("customer_since"))

criterion "tenure" {
  weight = 10, points = bands("days_since_first_order", { 365, 1095, 1826, 3652 }),
  or_points = bands("tenure", { 365, 1095, 1826, 3652 }),
}

local function try(name, days, date, points)
  test(name) { customer = { tenure = days }, expect = { points = { tenure = points } } }
  test(name .. ", by the date") {
    as_of = "2026-06-30", customer = { customer_since = date },
    expect = { points = { tenure = points } },
  }
end

try("364 days", 364, "2025-07-01", 1)
try("a year", 365, "2025-06-30", 2)
try("three years", 1095, "2023-07-01", 3)
try("five years", 1826, "2021-06-30", 4)
try("ten years", 3652, "2016-06-30", 5)

test "the register goes back further than the invoices" {
  as_of = "2026-06-30", customer = { customer_since = "2016-06-30", tenure = 800 },
  expect = { points = { tenure = 5 } },
}
