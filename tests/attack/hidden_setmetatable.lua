-- tries: to find setmetatable by a computed name
-- must: customer error
-- line: 10
-- says: attempt to call a nil value
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return _G["set" .. "metatable"]({}, {})
    end
    return 3
  end,
}
