-- tries: to poison string
-- must: customer error
-- line: 11
-- says: read-only
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local s = string
      s.rep = function() return "poison" end
    end
    assert(("x"):rep(2) == "xx")
    return 3
  end,
}
