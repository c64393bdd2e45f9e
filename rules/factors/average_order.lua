-- SPDX-License-Identifier: MIT
--
-- Average order: how much the customer buys at a time. A large order costs hardly more work than a
-- small one.
--
-- Direction: more is better. Unit: the profile's currency.
-- Data: revenue and orders of the same twelve months, as in the factors revenue and
-- order_frequency.
-- Points: by rank among all customers, because what is much differs from company to company.

field "revenue" { type = "number", optional = true }
field "orders"  {
  type = "number", optional = true, min = 0,
  synonyms = {
    "Number of orders", "Order count", "Orders per year", "Antal order", "Antal ordrar",
  },
}

measure "average_order" (ratio("revenue", "orders"))

criterion "average_order" { weight = 10, points = percentile("average_order") }

-- 5 000 an order; the others have 4 999 and 5 001: the second of three.
test "between two others" {
  customer = { revenue = 60000, orders = 12 },
  population = { { revenue = 4999, orders = 1 }, { revenue = 10002, orders = 2 } },
  expect = { points = { average_order = 3 } },
}
test "the smallest orders" {
  customer = { revenue = 60000, orders = 120 },
  population = { { revenue = 501, orders = 1 } },
  expect = { points = { average_order = 2 } },
}
test "without orders" {
  customer = { revenue = 0, orders = 0 },
  population = { { revenue = 501, orders = 1 } },
  expect = { points = { average_order = false } },
}
