-- tries: an error without a message
-- must: customer error
-- line: 10
-- says: an error without a message
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error("")
    end
    return 3
  end,
}
