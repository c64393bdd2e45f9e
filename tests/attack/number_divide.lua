-- tries: to divide by zero as integers
-- must: customer error
-- line: 10
-- says: attempt to divide by zero
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return 1 // 0
    end
    return 3
  end,
}
