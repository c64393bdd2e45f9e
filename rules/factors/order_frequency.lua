-- SPDX-License-Identifier: MIT
--
-- Order frequency: how often the customer orders.
--
-- Direction: more is better. Unit: orders in twelve months.
-- Data: orders, counted in the order or sales ledger; an order, not an order line or a delivery.
-- Points: by rank among all customers, because what is often differs from trade to trade.

field "orders" {
  type = "number", optional = true, min = 0,
  synonyms = {
    "Number of orders", "Order count", "Orders per year", "Antal order", "Antal ordrar",
  },
}

criterion "order_frequency" { weight = 10, points = percentile("orders") }

-- Four customers with the ranks 1, 2.5, 2.5 and 4.
test "the most often" {
  customer = { orders = 52 },
  population = { { orders = 2 }, { orders = 12 }, { orders = 12 } },
  expect = { points = { order_frequency = 4.5 } },
}
test "once a month, like another" {
  customer = { orders = 12 },
  population = { { orders = 2 }, { orders = 12 }, { orders = 52 } },
  expect = { points = { order_frequency = 3 } },
}
test "the least often" {
  customer = { orders = 2 },
  population = { { orders = 12 }, { orders = 12 }, { orders = 52 } },
  expect = { points = { order_frequency = 1.5 } },
}
