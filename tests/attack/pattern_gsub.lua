-- tries: a replacement that backtracks for ever
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      ("a"):rep(60000):gsub(".-.-.-b", "")
    end
    return 3
  end,
}
