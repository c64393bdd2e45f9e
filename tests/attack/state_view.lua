-- tries: to assign through population
-- must: customer error
-- line: 10
-- says: population is read-only
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, population)
    if attack == 1 then
      population.count = 1
    end
    return population.count == 12 and 3 or 5
  end,
}
