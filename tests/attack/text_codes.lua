-- tries: to scan a long text again and again by the iterator of utf8.codes
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local s = ("\x80"):rep(60000)
      local step = utf8.codes("x")
      while true do pcall(step, s, 1) end
    end
    return 3
  end,
}
