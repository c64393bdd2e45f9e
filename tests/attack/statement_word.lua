-- tries: a parameter that means nothing
-- must: load error
-- line: 7
-- says: attak
criterion "attack" {
  weight = 100,
  points = function(attak) return 3 end,
}
