-- tries: to walk a large table by next, again and again
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      for i = 1, 20000 do t[i] = i end
      local k
      repeat k = next(t, k) until k == nil
    end
    return 3
  end,
}
