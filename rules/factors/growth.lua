-- SPDX-License-Identifier: MIT
--
-- Growth: whether the customer buys more or less than a year ago (F-06).
--
-- Direction: more is better. Unit: the symmetric growth 2 (R1 - R0) / (R1 + R0), from -2 (lost) to
-- 2 (new), in which doubled and halved are as far from 0; +10 % is 0.095.
-- Data: revenue of the last twelve months and revenue_prev of the twelve before, periods of the
-- same length. earlier_revenue, if it is known, is what was sold before that; it tells a new
-- customer from one who returned.
-- Points: fixed limits: 3 for about the same; 2 and 1 below -0.05 and -0.2 (some 5 and 18 % less),
-- 4 and 5 from 0.05 and 0.2 (some 5 and 22 % more). This changes the built-in criterion of the same
-- name, which ranks plain growth and has weight 0. The measure growth_state is for rules and texts:
-- new, returned, lost, or known.

field "revenue"         { type = "number", optional = true }
field "revenue_prev"    { type = "number", optional = true }
field "earlier_revenue" {
  type = "number", optional = true,
  synonyms = { "Earlier revenue", "Revenue before that", "Tidigare omsättning" },
}

measure "growth_symmetric" (symmetric_growth("revenue", "revenue_prev"))

measure "growth_state" (function(revenue, revenue_prev, earlier_revenue_or_nil)
  if revenue_prev > 0 then return revenue > 0 and "known" or "lost" end
  if revenue > 0 then return (earlier_revenue_or_nil or 0) > 0 and "returned" or "new" end
end)

criterion "growth" { weight = 10, points = bands("growth_symmetric", { -0.2, -0.05, 0.05, 0.2 }) }

-- From 110 to 90: 2 x -20 / 200 = -0.2.
test "lost" {
  customer = { revenue = 0, revenue_prev = 100 },
  expect = { points = { growth = 1 } },
}
test "at -0.2" {
  customer = { revenue = 90, revenue_prev = 110 },
  expect = { points = { growth = 2 } },
}
test "just below -0.2" {
  customer = { revenue = 89.9, revenue_prev = 110.1 },
  expect = { points = { growth = 1 } },
}
test "the same" {
  customer = { revenue = 100, revenue_prev = 100 },
  expect = { points = { growth = 3 } },
}
test "10 % more" {
  customer = { revenue = 110, revenue_prev = 100 },
  expect = { points = { growth = 4 } },
}
test "new" {
  customer = { revenue = 100, revenue_prev = 0 },
  expect = { points = { growth = 5 } },
}
test "nothing in both years says nothing" {
  customer = { revenue = 0, revenue_prev = 0 },
  expect = { points = { growth = false } },
}
