-- tries: to run a program
-- must: load error
-- line: 9
-- says: there is no name "os"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return os.execute("id")
    end
    return 3
  end,
}
