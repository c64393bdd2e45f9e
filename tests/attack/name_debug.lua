-- tries: to look into the stack
-- must: load error
-- line: 9
-- says: there is no name "debug"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return debug.getinfo(1)
    end
    return 3
  end,
}
