-- tries: to overflow the stack of C by sort
-- must: customer error
-- line: 11
-- says: stack overflow
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function f()
        table.sort({ 2, 1 }, f)
      end
      f()
    end
    return 3
  end,
}
