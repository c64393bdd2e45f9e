-- tries: to give {} for points
-- must: customer error
-- line: 8
-- says: gave a table
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return {}
    end
    return 3
  end,
}
