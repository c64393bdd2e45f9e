-- tries: to give true for points
-- must: customer error
-- line: 8
-- says: gave a yes/no
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return true
    end
    return 3
  end,
}
