-- tries: to keep a sum in a local of the file
-- must: load error
-- line: 9
-- says: assignment to "sum"
local sum = 0
criterion "attack" {
  weight = 100,
  points = function(attack)
    sum = sum + attack
    return sum > 0 and 5 or 3
  end,
}
