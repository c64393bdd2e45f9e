-- SPDX-License-Identifier: MIT
--
-- Net margin: what is left of the revenue when the customer's own costs are paid (F-09).
--
-- Direction: more is better. Unit: the profile's currency, twelve months.
-- Data: revenue and direct_cost (goods, freight and hours that are sold) from the sales or project
-- ledger; cost_to_serve, if it is known: activities x rate + hours x hourly cost + returns +
-- interest on late payment. Without it the margin is the one before that cost. Where a system gives
-- the net margin itself: `remove "measure" "net_margin"` and state the field net_margin.
-- Points: by rank among all customers, because what is much differs from company to company.

field "revenue"     { type = "number", optional = true }
field "direct_cost" {
  type = "number", optional = true,
  synonyms = { "Direct cost", "Cost of goods sold", "COGS", "Direkt kostnad", "Varukostnad" },
}
field "cost_to_serve" {
  type = "number", optional = true,
  synonyms = { "Cost to serve", "Service cost", "Servicekostnad", "Kostnad att betjäna" },
}

measure "net_margin" (function(revenue, direct_cost, cost_to_serve_or_nil)
  return revenue - direct_cost - (cost_to_serve_or_nil or 0)
end)

criterion "net_margin" { weight = 10, points = percentile("net_margin") }

-- 500 000 - 350 000 - 54 986.30 = 95 013.70, the second of three: (2 - 0.5) / 3 of the scale.
test "all costs are taken off" {
  customer = { revenue = 500000, direct_cost = 350000, cost_to_serve = 54986.30 },
  population = {
    { revenue = 95013, direct_cost = 0, cost_to_serve = 0 },
    { revenue = 95014, direct_cost = 0, cost_to_serve = 0 },
  },
  expect = { points = { net_margin = 3 } },
}
test "a loss is below everything" {
  customer = { revenue = 100, direct_cost = 90, cost_to_serve = 20 },
  population = { { revenue = 10, direct_cost = 10 } },
  expect = { points = { net_margin = 2 } },
}
test "without the direct cost nothing is known" {
  customer = { revenue = 100 },
  population = { { revenue = 10, direct_cost = 10 } },
  expect = { points = { net_margin = false } },
}
