-- tries: to find coroutine by a computed name
-- must: customer error
-- line: 11
-- says: attempt to index a nil value
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local library = _G[("enituoroc"):reverse()]
      return library.wrap("x")
    end
    return 3
  end,
}
