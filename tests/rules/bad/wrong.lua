profile "Wrong" { currency = "SEK" }
measure "a" (function(revenu) return revenu end)
criterion "risk" { weigth = 10 }
criterion "b" { weight = 10, points = function(result) return 1 end }
rule "r" { when = function(days_late) return days_late > 45 end, at_most = "A-" }
local n = 0
criterion "c" { weight = 1, points = function(revenue) n = revenue return 1 end }
