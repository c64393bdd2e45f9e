-- tries: to get at the metatable of texts
-- must: customer error
-- line: 10
-- says: attempt to index a nil value
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return ("").__index.dump
    end
    return 3
  end,
}
