-- tries: an error value that is a function
-- must: customer error
-- line: 10
-- says: error value is a function
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error(error)
    end
    return 3
  end,
}
