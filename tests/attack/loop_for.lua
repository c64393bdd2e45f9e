-- tries: to count to the largest integer
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      for i = 1, math.maxinteger do end
    end
    return 3
  end,
}
