-- tries: an error message of 60,000 bytes
-- must: customer error
-- line: 10
-- says: xxxxxxxxxxxxxxxxxxxx
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error(("x"):rep(60000))
    end
    return 3
  end,
}
