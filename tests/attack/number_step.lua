-- tries: a loop with a step of zero
-- must: customer error
-- line: 10
-- says: 'for' step is zero
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      for i = 1, 10, 0 do print(i) end
    end
    return 3
  end,
}
