-- tries: a scale that is made in a function
-- must: customer error
-- line: 10
-- says: belongs to a statement
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return bands("revenue", { 1, 2, 3, 4 })
    end
    return 3
  end,
}
