-- tries: to loop for ever by goto
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      ::again::
      goto again
    end
    return 3
  end,
}
