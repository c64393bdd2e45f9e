-- tries: an error value that is false
-- must: customer error
-- line: 10
-- says: error value is a boolean
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error(false)
    end
    return 3
  end,
}
