-- tries: to walk the fields of previous by next
-- must: customer error
-- line: 10
-- says: table expected
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, previous)
    if attack == 1 then
      return next(previous)
    end
    return 3
  end,
}
