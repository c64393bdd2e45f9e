-- tries: to overflow the stack of C by gsub
-- must: customer error
-- line: 10
-- says: stack overflow
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function f() return (("x"):gsub("x", f)) end
      return f()
    end
    return 3
  end,
}
