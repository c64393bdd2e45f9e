-- tries: a statement that is finished later, by a function
-- must: load error
-- line: 5
-- says: is not complete
local more = criterion "more"
criterion "attack" {
  weight = 100,
  points = function() more { weight = 5 } return 3 end,
}
