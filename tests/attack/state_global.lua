-- tries: to assign to a global in a function
-- must: load error
-- line: 9
-- says: assignment to "seen"
seen = false
criterion "attack" {
  weight = 100,
  points = function(attack)
    if attack == 1 then seen = true end
    return seen and 5 or 3
  end,
}
