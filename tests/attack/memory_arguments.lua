-- tries: a function with a growing number of arguments
-- must: customer error
-- line: 8
-- says: called a function with more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function f(...) return f(1, ...) end
      f()
    end
    return 3
  end,
}
