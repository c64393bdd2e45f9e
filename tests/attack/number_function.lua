-- tries: to give print for points
-- must: customer error
-- line: 8
-- says: gave a function
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return print
    end
    return 3
  end,
}
