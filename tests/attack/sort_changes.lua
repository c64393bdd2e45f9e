-- tries: a comparator that changes what is sorted
-- must: customer error
-- line: 16
-- says: the end
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = { 5, 4, 3, 2, 1 }
      table.sort(t, function(a, b)
        t[1], t[9], t[3] = nil, {}, nil
        return a < b
      end)
      assert(#t >= 5 and t[1] == 1 and t[5] == 5)
      error("the end")
    end
    return 3
  end,
}
