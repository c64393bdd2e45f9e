local limits = { 10, 50 }
measure "m" (function(revenue_or_nil, customer) return (revenue_or_nil or 0) + (customer.risk or 0) end)
criterion "c" { weight = 3, points = function(m, population, previous)
  if previous.class == "A" then return 5, "was A" end
  return m > population.revenue:quantile(0.5) and limits[1] / 2 or 2
end }
scheme "f" { classes = { "X", "Y" }, class = function(result) return result.score and result.score > 2 and "X" or "Y", ("%.1f"):format(result.coverage) end }
rule "r" { when = function(name) return name:find("^A") ~= nil end, at_least = "B" }
action "a" { class = "A", text = "{name} {gap}", when = function(result) for k, v in pairs(result.points) do if v then return true end end end }
