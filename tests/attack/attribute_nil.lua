-- tries: to close nothing
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local x <close> = nil
      local y <const> = 5
      do local z <close> = false end
      assert(x == nil and y == 5)
    end
    return 3
  end,
}
