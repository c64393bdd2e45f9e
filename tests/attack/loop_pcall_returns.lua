-- tries: to give points after the limit was swallowed
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      pcall(function() while true do end end)
      return 5
    end
    return 3
  end,
}
