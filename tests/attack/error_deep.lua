-- tries: errors through two hundred pcalls
-- must: customer error
-- line: 16
-- says: the end
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local function deep(n)
        if n == 0 then error("deep") end
        assert(not pcall(error, n))
        return pcall(deep, n - 1)
      end
      pcall(deep, 150)
      error("the end")
    end
    return 3
  end,
}
