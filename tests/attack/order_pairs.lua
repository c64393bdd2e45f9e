-- tries: to depend on the order of pairs
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      for i = 1, 100 do t["k" .. i * 7919 % 1000] = i end
      local walked = {}
      for key in pairs(t) do walked[#walked + 1] = key end
      print(table.concat(walked, " "))
      local sorted = table.move(walked, 1, #walked, 1, {})
      table.sort(sorted)
      assert(table.concat(sorted) == table.concat(walked))
      local k
      for i = 1, #sorted do
        k = next(t, k)
        assert(k == sorted[i])
      end
    end
    return 3
  end,
}
