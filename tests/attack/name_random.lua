-- tries: to be random
-- must: customer error
-- line: 10
-- says: attempt to call a nil value (field 'random')
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local m, n = math, 5 return m.random(n)
    end
    return 3
  end,
}
