-- tries: to keep the iterator of utf8.codes
-- must: load error
-- line: 8
-- says: is kept in "step"
local step = utf8.codes("abc")
criterion "attack" {
  weight = 100,
  points = function() return step("abc", 0) and 5 or 1 end,
}
