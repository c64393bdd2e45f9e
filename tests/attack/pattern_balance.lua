-- tries: a balance that never closes, at every place
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return ("("):rep(60000):find("%b()") or 1
    end
    return 3
  end,
}
