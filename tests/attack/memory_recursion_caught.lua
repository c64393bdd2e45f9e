-- tries: to overflow the stack and catch it, for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function f() return 1 + f() end
      while true do pcall(f) end
    end
    return 3
  end,
}
