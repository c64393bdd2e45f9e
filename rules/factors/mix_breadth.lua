-- SPDX-License-Identifier: MIT
--
-- Mix breadth: how many of our product groups the customer buys (F-07). Who buys much of our range
-- stays.
--
-- Direction: more is better. Unit: product groups.
-- Data: product_groups, the groups in which the customer bought something that counts (1 % of its
-- purchases or more) in twelve months: a pivot table of the sales ledger by customer and group.
-- Where the data has a column for each group, say what counts instead: `measure "mix_breadth"
-- (mix("tools", "steel", "service"))` gives the effective number of groups, which counts what is
-- hardly bought for little; in INI `[measure mix_breadth]` and `value = mix tools steel service`.
-- Points: five groups of customers of equal size, because how many product groups there are differs
-- from company to company. The built-in criterion product_mix judges the same: remove one of them.

field "product_groups" { type = "number", optional = true, min = 0 }

measure "mix_breadth" (sum("product_groups"))

criterion "mix_breadth" { weight = 10, points = quantiles("mix_breadth") }

-- Ranks of 1 2 3 5 8: one customer in each fifth.
test "the narrowest" {
  customer = { product_groups = 1 },
  population = {
    { product_groups = 2 }, { product_groups = 3 }, { product_groups = 5 }, { product_groups = 8 },
  },
  expect = { points = { mix_breadth = 1 } },
}
test "in the middle" {
  customer = { product_groups = 3 },
  population = {
    { product_groups = 2 }, { product_groups = 1 }, { product_groups = 5 }, { product_groups = 8 },
  },
  expect = { points = { mix_breadth = 3 } },
}
test "the broadest" {
  customer = { product_groups = 8 },
  population = {
    { product_groups = 2 }, { product_groups = 3 }, { product_groups = 5 }, { product_groups = 1 },
  },
  expect = { points = { mix_breadth = 5 } },
}
