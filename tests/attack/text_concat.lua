-- tries: to join many long texts
-- must: customer error
-- line: 8
-- says: made a text of more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      for i = 1, 1000 do t[i] = ("x"):rep(1000) .. i end
      return #table.concat(t)
    end
    return 3
  end,
}
