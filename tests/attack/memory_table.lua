-- tries: to fill the memory with one table
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      for i = 1, 1e9 do t[i] = i end
    end
    return 3
  end,
}
