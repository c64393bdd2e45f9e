-- tries: to be random
-- must: customer error
-- line: 10
-- says: attempt to call a nil value (field 'random')
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return math.random(5)
    end
    return 3
  end,
}
