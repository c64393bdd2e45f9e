-- tries: to loop for ever in the comparator of sort
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      table.sort({ 3, 2, 1 }, function() while true do end end)
    end
    return 3
  end,
}
