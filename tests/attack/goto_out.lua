-- tries: to jump out of loops that hold variables
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local fs = {}
      for i = 1, 100 do
        local x = i
        fs[i] = function() x = x + 1 return x end
        if i % 2 == 0 then goto continue end
        for j = 1, 10 do
          local y = j
          fs[i] = function() y = y + x return y end
          if j == 5 then goto continue end
        end
        ::continue::
      end
      assert(fs[1]() == 6 and fs[2]() == 3)
    end
    return 3
  end,
}
