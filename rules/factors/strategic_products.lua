-- SPDX-License-Identifier: MIT
--
-- Strategic products: how much of what the customer buys is what we want to sell more of.
--
-- Direction: more is better. Unit: a share of the customer's revenue.
-- Data: revenue, and strategic_revenue: the part of it in the product groups that the management
-- has named, from the sales ledger by customer and group.
-- Points: fixed limits: below 5 % 1, then 2, 3, 4 and 5 from 5, 15, 30 and 50 %. The limits are
-- conventions of this program: state your own.

field "revenue"           { type = "number", optional = true }
field "strategic_revenue" {
  type = "number", optional = true,
  synonyms = {
    "Strategic revenue", "Strategic products", "Strategiska produkter", "Strategisk omsättning",
  },
}

measure "strategic_products" (ratio("strategic_revenue", "revenue"))

criterion "strategic_products" {
  weight = 10,
  points = bands("strategic_products", { 0.05, 0.15, 0.30, 0.50 }),
}

test "hardly any" {
  customer = { revenue = 1000, strategic_revenue = 49 },
  expect = { points = { strategic_products = 1 } },
}
test "5 %" {
  customer = { revenue = 1000, strategic_revenue = 50 },
  expect = { points = { strategic_products = 2 } },
}
test "15 %" {
  customer = { revenue = 1000, strategic_revenue = 150 },
  expect = { points = { strategic_products = 3 } },
}
test "just below half" {
  customer = { revenue = 1000, strategic_revenue = 499 },
  expect = { points = { strategic_products = 4 } },
}
test "half" {
  customer = { revenue = 1000, strategic_revenue = 500 },
  expect = { points = { strategic_products = 5 } },
}
