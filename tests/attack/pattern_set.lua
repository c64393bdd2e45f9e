-- tries: a long set at every place
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      while true do ("x"):rep(60000):find("[^" .. ("a"):rep(60000) .. "]y") end
    end
    return 3
  end,
}
