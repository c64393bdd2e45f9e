-- tries: to find package by a computed name
-- must: customer error
-- line: 11
-- says: attempt to index a nil value
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local library = _G[("egakcap"):reverse()]
      return library.loadlib("x")
    end
    return 3
  end,
}
