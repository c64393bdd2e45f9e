-- SPDX-License-Identifier: MIT
-- The reference work of the measuring stick (README.md) as a rule file, one function a criterion.
-- native.ini says as much of it as native scales can.

profile "Reference work" { extends = "none", scale = { 1, 5 } }

-- The headings of gen_customers. A rule function names these fields as its parameters;
-- when one of them is missing, the function is not called and the criterion is skipped.
field "key"           { column = "id" }
field "name"          { column = "name" }
field "industry"      { column = "industry" }
field "revenue"       { column = "revenue" }
field "revenue_prev"  { column = "revenue_prev" }
field "product_lines" { column = "product_lines" }
field "admin_hours"   { column = "admin_hours" }
field "days_late"     { column = "days_late" }
field "potential"     { column = "potential" }
field "risk"          { column = "risk" }

criterion "potential" {
  weight = 25,
  points = function(potential, revenue, revenue_prev)
    if potential < 5 and revenue > revenue_prev * 1.25 then
      return potential + 1
    end
    return potential
  end,
}

-- 1 + the number of the population's quintiles (nearest rank) that lie below the revenue
criterion "revenue" {
  weight = 30,
  points = function(revenue, population)
    local all = population.revenue
    return revenue > all:quantile(0.8, "nearest") and 5
        or revenue > all:quantile(0.6, "nearest") and 4
        or revenue > all:quantile(0.4, "nearest") and 3
        or revenue > all:quantile(0.2, "nearest") and 2
        or 1
  end,
}

criterion "product_mix" {
  weight = 15,
  points = function(product_lines)
    return product_lines >= 8 and 5
        or product_lines >= 5 and 4
        or product_lines >= 3 and 3
        or product_lines >= 2 and 2
        or 1
  end,
}

-- Hours per 100,000 of revenue, without the division: revenue may be 0.
criterion "admin_time" {
  weight = 15,
  points = function(admin_hours, revenue)
    local hours = admin_hours * 100000
    return hours <= revenue * 10 and 5
        or hours <= revenue * 50 and 4
        or hours <= revenue * 200 and 3
        or hours <= revenue * 1000 and 2
        or 1
  end,
}

criterion "risk" {
  weight = 15,
  points = function(risk, days_late, industry)
    local points = 6 - risk
    if days_late > 30 then points = points - 1 end
    if industry == "Bemanning" then points = points - 1 end
    return points < 1 and 1 or points
  end,
}

-- The best customers by score that together hold 80 % of the revenue are A: the floor's --order score.
scheme "class" (by_cumulative_share("revenue", { A = 0.80, B = 0.95, C = 1.00, order = "score" }))
