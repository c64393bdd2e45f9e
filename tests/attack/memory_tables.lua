-- tries: to fill the memory with tables
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      while true do t[#t + 1] = {} end
    end
    return 3
  end,
}
