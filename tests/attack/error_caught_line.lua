-- tries: to see in a caught error whether instructions are counted
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local ok, message = pcall(function()
        local whole = revenue // 1
        local none = 0

        return whole // none + 1 // none
      end)
      local ok_too, other = pcall(function()
        local rest = 0
        for i = 1, 2 do
          rest = 1 %

            0
        end
        return rest
      end)
      return 3, message:match("(:%d+:)") .. other:match("(:%d+:)")
    end
    return 3
  end,
}
