-- tries: a statement in a function
-- must: customer error
-- line: 10
-- says: is a statement and cannot be used inside a function
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      criterion "more" { weight = 50 }
    end
    return 3
  end,
}
