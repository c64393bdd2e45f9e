-- tries: to open a file
-- must: load error
-- line: 9
-- says: there is no name "io"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return io.open("/etc/passwd")
    end
    return 3
  end,
}
