-- tries: to loop for ever by calls that need no stack
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function f() return f() end
      f()
    end
    return 3
  end,
}
