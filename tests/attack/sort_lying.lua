-- tries: a comparator that lies
-- must: customer error
-- line: 17
-- says: the end
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      for i = 1, 1000 do t[i] = i end
      table.sort(t, function() return true end)
      table.sort(t, function(a, b) return a ~= b end)
      local seen = {}
      for _, v in ipairs(t) do seen[v] = true end
      for i = 1, 1000 do assert(seen[i]) end
      error("the end")
    end
    return 3
  end,
}
