-- tries: to keep the iterator of pairs in a table of a table
-- must: load error
-- line: 8
-- says: is kept in "all"
local all = { inner = { pairs({ 1, 2, 3 }) } }
criterion "attack" {
  weight = 100,
  points = function() return all.inner[1]() and 5 or 1 end,
}
