-- tries: to print for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      while true do print("flood") end
    end
    return 3
  end,
}
