-- tries: to sort a large table for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      for i = 1, 20000 do t[i] = -i end
      while true do
        table.sort(t)
        table.sort(t, function(a, b) return a > b end)
      end
    end
    return 3
  end,
}
