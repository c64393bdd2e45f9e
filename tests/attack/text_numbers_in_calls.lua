-- tries: to read a long number for ever in functions of math
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local zeros = ("0"):rep(60000) .. 1
      local floor = math.floor
      while floor(zeros) == 1 do end
    end
    return 3
  end,
}
