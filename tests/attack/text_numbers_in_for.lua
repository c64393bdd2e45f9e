-- tries: to read a long number for ever as the limit of a loop
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local zeros = (" "):rep(60000) .. 0
      while true do
        for i = 1, zeros do return 5 end
      end
    end
    return 3
  end,
}
