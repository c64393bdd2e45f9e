-- tries: to loop for ever in an error handler
-- must: load error
-- line: 9
-- says: there is no name "xpcall"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return xpcall(error, function() while true do end end)
    end
    return 3
  end,
}
