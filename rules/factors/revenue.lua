-- SPDX-License-Identifier: MIT
--
-- Revenue: what the customer means to our sales today (F-05).
--
-- Direction: more is better. Unit: the profile's currency.
-- Data: revenue, sold to the customer in twelve months up to the date of the run, without VAT; the
-- sales ledger or the customer statistics of any accounting system. Not the customer's own
-- turnover.
-- Points: by rank among all customers, because what is much differs from company to company. This
-- is the built-in criterion of the same name, weight and all; with `extends = "none"` it is how to
-- have it.

field "revenue" { type = "number", optional = true }

criterion "revenue" { weight = 30, points = percentile("revenue") }

-- Five customers: the ranks 1, 2.5, 2.5, 4 and 5 from the bottom, less a half, of five.
test "the largest of five" {
  customer = { revenue = 900 },
  population = { { revenue = 100 }, { revenue = 200 }, { revenue = 200 }, { revenue = 800 } },
  expect = { points = { revenue = 4.6 } },
}
test "equal ones share their ranks" {
  customer = { revenue = 200 },
  population = { { revenue = 100 }, { revenue = 900 }, { revenue = 200 }, { revenue = 800 } },
  expect = { points = { revenue = 2.6 } },
}
test "the smallest of five" {
  customer = { revenue = 100 },
  population = { { revenue = 900 }, { revenue = 200 }, { revenue = 200 }, { revenue = 800 } },
  expect = { points = { revenue = 1.4 } },
}
test "unknown" {
  customer = {},
  population = { { revenue = 100 } },
  expect = { points = { revenue = false } },
}
