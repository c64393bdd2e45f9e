-- tries: more results than there may be
-- must: customer error
-- line: 10
-- says: more than 1000 results
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return (table.unpack({}, 1, 1001))
    end
    return 3
  end,
}
