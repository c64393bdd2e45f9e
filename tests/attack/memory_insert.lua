-- tries: to insert at the head for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = {}
      while true do table.insert(t, 1, 0) end
    end
    return 3
  end,
}
