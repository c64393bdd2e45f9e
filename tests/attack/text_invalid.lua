-- tries: to give a text that is not UTF-8
-- must: customer error
-- line: 6
-- says: is not UTF-8
-- customer: attacker
measure "m" (function(attack)
  return attack == 1 and "\xff\xfe" or "x"
end)
criterion "attack" { weight = 100, points = lookup("m", { x = 3 }), missing = 1 }
