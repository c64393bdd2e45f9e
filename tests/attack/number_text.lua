-- tries: to give "5" for points
-- must: customer error
-- line: 8
-- says: gave a text
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return "5"
    end
    return 3
  end,
}
