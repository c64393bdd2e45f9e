-- SPDX-License-Identifier: MIT
--
-- Clarity of orders: whether the customer's orders can be carried out as they come, without
-- questions and changes.
--
-- Direction: more is better. Unit: a rating from 1 (hardly an order without questions) to 5 (all is
-- there from the start).
-- Data: order_clarity, as rated once a year by those who take and carry out the orders.
-- Points: the rating itself, laid on the profile's scale.

field "order_clarity" {
  type = "number", optional = true, min = 1, max = 5,
  synonyms = {
    "Order clarity", "Clarity of orders", "Tydlighet", "Tydliga order", "Ordertydlighet",
  },
}

criterion "order_clarity" { weight = 10, points = linear("order_clarity", { worst = 1, best = 5 }) }

test "the lowest"  { customer = { order_clarity = 1 }, expect = { points = { order_clarity = 1 } } }
test "in between" {
  customer = { order_clarity = 3.5 },
  expect = { points = { order_clarity = 3.5 } },
}
test "the highest" { customer = { order_clarity = 5 }, expect = { points = { order_clarity = 5 } } }
test "not rated" {
  customer = {}, population = { { order_clarity = 3 } },
  expect = { points = { order_clarity = false } },
}
