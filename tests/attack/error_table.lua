-- tries: an error value that is a table
-- must: customer error
-- line: 10
-- says: error value is a table
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error({ message = "x" })
    end
    return 3
  end,
}
