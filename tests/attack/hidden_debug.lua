-- tries: to find debug by a computed name
-- must: customer error
-- line: 11
-- says: attempt to index a nil value
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local library = _G[("gubed"):reverse()]
      return library.getinfo("x")
    end
    return 3
  end,
}
