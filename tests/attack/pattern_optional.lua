-- tries: a pattern of 2^190 ways
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return ("a"):rep(190):find(("a?"):rep(190) .. ("a"):rep(190) .. "b") or 1
    end
    return 3
  end,
}
