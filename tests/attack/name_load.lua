-- tries: to load a text as code
-- must: load error
-- line: 9
-- says: there is no name "load"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return load("return 5")()
    end
    return 3
  end,
}
