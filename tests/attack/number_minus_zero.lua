-- tries: to give -0 and 0 by turns
-- must: run
measure "m" (function(attack) return attack == 1 and -0.0 or 0.0 end)
criterion "attack" { weight = 100, points = function(m) return 1 / (m + 1) + 2 end }
