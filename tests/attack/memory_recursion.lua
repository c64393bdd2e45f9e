-- tries: to overflow the stack
-- must: customer error
-- line: 8
-- says: stack overflow
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function f(x) return 1 + f(x) end
      return f(1)
    end
    return 3
  end,
}
