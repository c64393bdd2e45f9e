-- tries: a text whose length overflows
-- must: customer error
-- line: 8
-- says: made a text of more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return #("x"):rep(math.maxinteger, ("y"):rep(9999))
    end
    return 3
  end,
}
