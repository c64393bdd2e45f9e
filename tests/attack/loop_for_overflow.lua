-- tries: to loop for ever where the counter would overflow
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local n = 0
      for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end
      assert(n == 2)
      for i = math.mininteger + 1, math.mininteger, -1 do n = n + 1 end
      assert(n == 4)
      for i = 1, math.huge do n = n + 1 end
    end
    return 3
  end,
}
