-- tries: to give math.mininteger // -1 for points
-- must: customer error
-- line: 8
-- says: is not on the scale
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return math.mininteger // -1
    end
    return 3
  end,
}
