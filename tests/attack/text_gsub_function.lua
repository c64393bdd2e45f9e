-- tries: to grow a text by what a function gives to gsub
-- must: customer error
-- line: 8
-- says: made a text of more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local y = ("y"):rep(60000)
      return #("x"):rep(60000):gsub("x", function() return y end)
    end
    return 3
  end,
}
