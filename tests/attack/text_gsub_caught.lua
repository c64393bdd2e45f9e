-- tries: to grow a text and catch that it is too long
-- must: customer error
-- line: 8
-- says: made a text of more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      pcall(string.gsub, ("x"):rep(60000), "x", ("y"):rep(60000))
      return 5
    end
    return 3
  end,
}
