-- tries: to steer the collector
-- must: load error
-- line: 9
-- says: there is no name "collectgarbage"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return collectgarbage("stop")
    end
    return 3
  end,
}
