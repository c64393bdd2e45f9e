-- tries: all integers as results
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return (table.unpack({}, math.mininteger, math.maxinteger))
    end
    return 3
  end,
}
