-- tries: an error value with a metatable
-- must: customer error
-- line: 10
-- says: error value is a userdata
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, population)
    if attack == 1 then
      error(population)
    end
    return 3
  end,
}
