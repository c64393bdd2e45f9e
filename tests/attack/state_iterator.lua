-- tries: to keep an iterator
-- must: load error
-- line: 8
-- says: is kept in "words"
local words = ("a b c d e f"):gmatch("%a")
criterion "attack" {
  weight = 100,
  points = function() return words() and 5 or 1 end,
}
