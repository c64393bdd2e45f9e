-- tries: to double a text for ever
-- must: customer error
-- line: 8
-- says: made a text of more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local s = "x"
      while true do s = s .. s end
    end
    return 3
  end,
}
