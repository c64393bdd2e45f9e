-- tries: to compare long texts for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local a, b = ("x"):rep(60000) .. 1, ("x"):rep(60000) .. 2
      while a < b do end
    end
    return 3
  end,
}
