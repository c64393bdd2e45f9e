-- tries: a width of 99999
-- must: customer error
-- line: 10
-- says: invalid conversion specification: '%99999d'
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return ("%99999d"):format(1)
    end
    return 3
  end,
}
