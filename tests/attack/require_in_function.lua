-- tries: to take in a file in a function
-- must: customer error
-- line: 10
-- says: require
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return require("link")
    end
    return 3
  end,
}
