-- SPDX-License-Identifier: MIT
--
-- Tenure: how long the customer has been one.
--
-- Direction: more is better. Unit: days up to the date of the run.
-- Data: customer_since, the date of the first order or invoice, from the customer register.
-- Points: fixed limits: less than a year 1, then 2, 3, 4 and 5 from 1, 3, 5 and 10 years (365, 1
-- 095, 1 826 and 3 652 days). The limits are conventions of this program: state your own.

field "customer_since" {
  type = "date", optional = true,
  synonyms = { "Customer since", "First order", "First invoice", "Kund sedan", "Första order" },
}

measure "tenure" (days_since("customer_since"))

criterion "tenure" { weight = 10, points = bands("tenure", { 365, 1095, 1826, 3652 }) }

test "364 days" {
  as_of = "2026-06-30", customer = { customer_since = "2025-07-01" },
  expect = { points = { tenure = 1 } },
}
test "a year" {
  as_of = "2026-06-30", customer = { customer_since = "2025-06-30" },
  expect = { points = { tenure = 2 } },
}
test "three years" {
  as_of = "2026-06-30", customer = { customer_since = "2023-06-30" },
  expect = { points = { tenure = 3 } },
}
test "five years" {
  as_of = "2026-06-30", customer = { customer_since = "2021-06-30" },
  expect = { points = { tenure = 4 } },
}
test "ten years" {
  as_of = "2026-06-30", customer = { customer_since = "2016-06-30" },
  expect = { points = { tenure = 5 } },
}
