-- tries: a function of the library for points
-- must: load error
-- line: 5
-- says: is not written in the file
criterion "attack" {
  weight = 100,
  points = math.floor,
}
