-- SPDX-License-Identifier: MIT
--
-- Margin in percent: how much of the revenue is left when the customer's own costs are paid (F-09).
--
-- Direction: more is better. Unit: a share of the revenue, 0.2 is 20 %; below 0 is a loss.
-- Data: revenue and direct_cost (goods, freight and hours that are sold) from the sales or project
-- ledger; cost_to_serve, if it is known: activities x rate + hours x hourly cost + returns +
-- interest on late payment. Without it the margin is the one before that cost.
-- Points: fixed limits: a loss 1, then 2, 3, 4 and 5 from 0, 10, 20 and 30 %. The limits are
-- conventions of this program: state your own.

field "revenue"     { type = "number", optional = true }
field "direct_cost" {
  type = "number", optional = true,
  synonyms = { "Direct cost", "Cost of goods sold", "COGS", "Direkt kostnad", "Varukostnad" },
}
field "cost_to_serve" {
  type = "number", optional = true,
  synonyms = { "Cost to serve", "Service cost", "Servicekostnad", "Kostnad att betjäna" },
}

measure "margin_percent" (function(revenue, direct_cost, cost_to_serve_or_nil)
  if revenue > 0 then return (revenue - direct_cost - (cost_to_serve_or_nil or 0)) / revenue end
end)

criterion "margin_percent" { weight = 10, points = bands("margin_percent", { 0, 0.1, 0.2, 0.3 }) }

test "a loss" {
  customer = { revenue = 1000, direct_cost = 900, cost_to_serve = 101 },
  expect = { points = { margin_percent = 1 } },
}
test "nothing left" {
  customer = { revenue = 1000, direct_cost = 900, cost_to_serve = 100 },
  expect = { points = { margin_percent = 2 } },
}
test "10 %" {
  customer = { revenue = 1000, direct_cost = 900 },
  expect = { points = { margin_percent = 3 } },
}
test "just below 30 %" {
  customer = { revenue = 1000, direct_cost = 701 },
  expect = { points = { margin_percent = 4 } },
}
test "30 %" {
  customer = { revenue = 1000, direct_cost = 700 },
  expect = { points = { margin_percent = 5 } },
}
test "without revenue there is no percentage" {
  customer = { revenue = 0, direct_cost = 10 },
  expect = { points = { margin_percent = false } },
}
