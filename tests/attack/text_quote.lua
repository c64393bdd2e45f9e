-- tries: to quote control characters for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local s = ("\1"):rep(10000)
      while true do ("%q"):format(s) end
    end
    return 3
  end,
}
