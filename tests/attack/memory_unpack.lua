-- tries: ten million results
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      for i = 1, 100 do pcall(table.unpack, t, 1, 1e7) end
    end
    return 3
  end,
}
