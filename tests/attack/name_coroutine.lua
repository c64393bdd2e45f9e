-- tries: to make a coroutine, whose chain of close crashed Lua 5.4
-- must: load error
-- line: 9
-- says: there is no name "coroutine"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return coroutine.wrap(function() end)
    end
    return 3
  end,
}
