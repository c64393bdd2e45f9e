-- tries: to take print for something else in a function
-- must: load error
-- line: 8
-- says: assignment to "print"
criterion "attack" {
  weight = 100,
  points = function()
    print = nil
    return 3
  end,
}
