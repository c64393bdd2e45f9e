-- tries: to give 0 / 0 for points
-- must: customer error
-- line: 8
-- says: gave NaN
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return 0 / 0
    end
    return 3
  end,
}
