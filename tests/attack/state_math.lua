-- tries: to poison math
-- must: customer error
-- line: 11
-- says: read-only
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local m = math
      m.floor = function() return 5 end
    end
    return math.floor(3.5)
  end,
}
