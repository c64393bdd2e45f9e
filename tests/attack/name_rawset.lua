-- tries: to get round read-only tables
-- must: load error
-- line: 9
-- says: there is no name "rawset"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return rawset(_G, "x", 1)
    end
    return 3
  end,
}
