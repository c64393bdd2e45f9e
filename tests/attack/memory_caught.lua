-- tries: to fill the memory and catch it
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      while true do
        pcall(function()
          local t = {}
          while true do t[#t + 1] = {} end
        end)
      end
    end
    return 3
  end,
}
