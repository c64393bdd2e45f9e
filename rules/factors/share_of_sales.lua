-- SPDX-License-Identifier: MIT
--
-- Share of our sales: how much we depend on the customer (F-05).
--
-- Direction: less is better; what a large customer is worth is counted by the factor revenue. Unit:
-- a share of the revenue of all customers.
-- Data: revenue, as in the factor revenue.
-- Points: fixed limits. A quarter of all sales with one customer is a danger (F-05 warns there), a
-- tenth is worth a thought: above 25 % 1, then 2, 3, 4 and 5 down to 25, 10, 5 and 2 %.

field "revenue" { type = "number", optional = true }

criterion "share_of_sales" {
  weight = 10,
  points = share_bands("revenue", { 0.25, 0.10, 0.05, 0.02 }),
}

test "above a quarter" {
  customer = { revenue = 26 },
  population = { { revenue = 74 } },
  expect = { points = { share_of_sales = 1 } },
}
test "a quarter" {
  customer = { revenue = 25 },
  population = { { revenue = 75 } },
  expect = { points = { share_of_sales = 2 } },
}
test "a tenth" {
  customer = { revenue = 10 },
  population = { { revenue = 90 } },
  expect = { points = { share_of_sales = 3 } },
}
test "just above 2 %" {
  customer = { revenue = 2.1 },
  population = { { revenue = 97.9 } },
  expect = { points = { share_of_sales = 4 } },
}
test "2 %" {
  customer = { revenue = 2 },
  population = { { revenue = 98 } },
  expect = { points = { share_of_sales = 5 } },
}
