-- tries: to depend on where Lua finds the end of a list with gaps
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack)
    if attack == 1 then
      local seen = {}
      for round = 1, 40 do
        local t = {}
        for i = 1, 8 + round % 9 do t["k" .. i * round] = i t[{}] = i end
        for i = 2, 8 + round % 9 do t["k" .. i * round] = nil end
        for _, i in ipairs { 1, 2, 3, 5, 6, 7, 8, 12 } do t[i] = i end
        seen[round] = #t
      end
      print(table.concat(seen, " "))
    end
    return 3
  end,
}
