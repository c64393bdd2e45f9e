-- tries: a thousand wide numbers, again and again
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local f = ("%99.99f"):rep(100)
      local t = {}
      for i = 1, 100 do t[i] = 1e308 end
      while true do pcall(string.format, f, table.unpack(t)) end
    end
    return 3
  end,
}
