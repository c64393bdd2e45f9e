-- tries: an error message that names another line
-- must: customer error
-- line: 10
-- says: forged
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      error("rules.lua:1: forged", 0)
    end
    return 3
  end,
}
