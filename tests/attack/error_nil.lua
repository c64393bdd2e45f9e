-- tries: an error value that is nil
-- must: customer error
-- line: 10
-- says: error value is a nil
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error(nil)
    end
    return 3
  end,
}
