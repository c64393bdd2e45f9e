-- tries: a plain search that nearly fits everywhere
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local s, p = ("a"):rep(60000), ("a"):rep(30000) .. "b"
      while true do s:find(p, 1, true) end
    end
    return 3
  end,
}
