-- tries: to loop for ever in the callback of gsub
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      ("x"):rep(9):gsub("x", function() while true do end end)
    end
    return 3
  end,
}
