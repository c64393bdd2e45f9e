-- tries: to swallow the limit by pcall in pcall
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function f()
        pcall(f)
        return f()
      end
      f()
    end
    return 3
  end,
}
