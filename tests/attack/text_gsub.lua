-- tries: to grow a text by gsub
-- must: customer error
-- line: 8
-- says: made a text of more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return #("x"):rep(60000):gsub("x", ("y"):rep(60000))
    end
    return 3
  end,
}
