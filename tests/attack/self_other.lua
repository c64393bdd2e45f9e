-- tries: to give a method of the population other as its self
-- must: customer error
-- line: 11
-- says: write population.FIELD:name(...), with a colon
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, population, previous)
    if attack == 1 then
      local rank = population.revenue.rank
      return rank(population)
    end
    return 3
  end,
}
