-- tries: an error blamed on a level that is not there
-- must: customer error
-- line: 10
-- says: blamed
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error("blamed", 99)
    end
    return 3
  end,
}
