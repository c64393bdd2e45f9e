-- tries: to move all integers
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      table.move({}, 1, math.maxinteger - 1, 2)
    end
    return 3
  end,
}
