-- tries: to look for empty matches for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      while true do
        for _ in ("x"):rep(1000):gmatch("()") do end
      end
    end
    return 3
  end,
}
