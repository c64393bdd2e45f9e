-- tries: the remainder of a division by zero
-- must: customer error
-- line: 10
-- says: attempt to perform 'n%0'
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return math.mininteger % 0
    end
    return 3
  end,
}
