-- tries: to assign through a field of population
-- must: customer error
-- line: 10
-- says: read-only
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, population)
    if attack == 1 then
      population.revenue.total = 1
    end
    return population.revenue.total > 1 and 3 or 5
  end,
}
