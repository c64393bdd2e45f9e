-- tries: to overflow the stack by a long pattern
-- must: customer error
-- line: 10
-- says: pattern too complex
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return ("x"):rep(9999):find(("x?"):rep(9999) .. "y")
    end
    return 3
  end,
}
