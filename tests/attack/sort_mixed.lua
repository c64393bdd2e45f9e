-- tries: to sort what has no order
-- must: customer error
-- line: 11
-- says: attempt to compare
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = { 3, "x", {}, 1 }
      table.sort(t)
    end
    return 3
  end,
}
