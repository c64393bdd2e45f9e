-- tries: to join elements that are not there
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return #table.concat({}, "x", 1, math.maxinteger)
    end
    return 3
  end,
}
