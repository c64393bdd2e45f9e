-- tries: to give 1 / 0 for points
-- must: customer error
-- line: 8
-- says: gave infinity
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return 1 / 0
    end
    return 3
  end,
}
