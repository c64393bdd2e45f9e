-- tries: an error value that is a number
-- must: customer error
-- line: 10
-- says: rror
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error(5)
    end
    return 3
  end,
}
