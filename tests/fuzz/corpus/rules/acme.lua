-- Acme Industri AB, fasteners wholesale. Agreed with the management group 2026-05-12.
profile "Acme Industri AB" {
  extends  = "default",             -- the built-in profile (also when left out), "none", or an .ini or .lua beside this file
  language = "sv",
  currency = "SEK",
  scale    = { 1, 5 },
}

field "revenue"  { column = "Omsättning 12 mån" }          -- this client's headings
field "recency"  { column = "Dagar sedan order", type = "number" }
field "orders"   { column = "Antal order", type = "number" }
field "region"   { column = "Region", type = "text" }

measure "growth" (function(revenue, revenue_prev)            -- a parameter is named after what it receives
  if revenue_prev > 0 then return revenue / revenue_prev - 1 end
end)                                                         -- nothing returned: missing

criterion "revenue"     { weight = 30, points = bands("revenue", { 50e3, 250e3, 1e6, 5e6 }) }
criterion "growth"      { weight = 10, points = percentile("growth"), missing = "skip" }
criterion "admin_time"  { weight = 15, points = linear("admin_hours", { worst = 40, best = 2 }) }
criterion "potential"   { weight = 25, points = rating("potential") }
criterion "product_mix" { weight = 10, points = quantiles("product_groups") }

criterion "risk" {
  weight = 10,
  points = function(revenue, days_late, population)
    local share = revenue / population.revenue.total
    if share > 0.20 then
      return 1, ("%.0f %% of all revenue comes from this customer"):format(share * 100)
    end
    return days_late > 30 and 2 or 4
  end,
}

rule "late payers are never A" {
  when    = function(days_late) return days_late > 45 end,
  at_most = "B",
}

scheme "class"  (by_score { A = 3.8, B = 2.6, C = 1.0, hysteresis = 0.15 })
scheme "abc"    (by_cumulative_share("revenue", { A = 0.70, B = 0.90, C = 1.00 }))
scheme "matrix" (matrix {
  y = value("revenue"), x = points("potential"), split = { y = share(0.80), x = 4 },
  names = { high_high = "1", high_low = "2 revenue", low_high = "2 potential", low_low = "3" },
})
scheme "segment" (decision_table {
  hit = "first",                    -- first | unique | any | priority; for points also collect_sum, _min, _max
  { recency = at_most(30), orders = at_least(12), class = "Champion" },
  { recency = between(31, 90), region = one_of { "North", "East" }, class = "Call this month" },
  { class = "Others" },             -- no condition: always
})

action "grow"    { class = "B", text = "Plan with {weakest_criterion}: {gap} points to A", owner = "hunter", every = "1 month" }
action "release" { class = "C", text = "Raise the price to list, or let go", owner = "customer service",
                   when = function(result) local p = result.points.potential return p ~= nil and p <= 2 end }

test "a large late payer is not an A" {
  customer   = { revenue = 9e6, days_late = 60, potential = 5, admin_hours = 3, product_groups = 6 },
  population = { { revenue = 40e6 }, { revenue = 1e6 } },    -- the other customers; without it the customer stands alone
  expect     = { class = "B", points = { risk = 2 } },
}
