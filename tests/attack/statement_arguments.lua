-- tries: a function that takes anything
-- must: load error
-- line: 5
-- says: takes `...`
criterion "attack" {
  weight = 100,
  points = function(...) return 3 end,
}
