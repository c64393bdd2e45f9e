-- tries: a statement that was kept for later
-- must: customer error
-- line: 11
-- says: is a statement and cannot be used inside a function
-- customer: attacker
local statement = criterion
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      statement "more" { weight = 50 }
    end
    return 3
  end,
}
