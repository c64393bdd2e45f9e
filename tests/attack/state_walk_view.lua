-- tries: to walk the fields of population
-- must: customer error
-- line: 10
-- says: table expected
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, population)
    if attack == 1 then
      for name in pairs(population) do print(name) end
    end
    return 3
  end,
}
