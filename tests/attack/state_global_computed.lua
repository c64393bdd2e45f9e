-- tries: to assign to a global by its table
-- must: customer error
-- line: 11
-- says: assignment to the global "seen"
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local g = _G
      g.seen = true
    end
    return _G.seen and 5 or 3
  end,
}
