-- tries: to loop for ever for everybody
-- must: limit
-- line: 7
-- says: used more than
-- customer: all
-- customers: 30
criterion "attack" {
  weight = 100,
  points = function() while true do end end,
}
