-- tries: to keep the views of one customer for the next
-- must: run
local keep = { customer = false }
measure "m" (function(customer)
  pcall(function() local k = keep k.customer = customer end)
  assert(keep.customer == false)
  return customer.revenue
end)
criterion "attack" {
  weight = 100,
  points = function(attack, population, previous)
    pcall(function() local k = keep k.population, k.previous = population, previous end)
    assert(not keep.population and not keep.previous)
    return attack == 1 and 1 or 3
  end,
}
rule "none" {
  when = function(result, revenue)
    pcall(function() local k = keep k.result = result end)
    assert(not keep.result and not pcall(function() result.score = 5 end))
    assert(not pcall(function() result.points.attack = 5 end))
    return revenue < 0
  end,
  at_most = "B",
}
