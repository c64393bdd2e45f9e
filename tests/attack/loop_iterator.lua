-- tries: to loop for ever in an iterator
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      for _ in function() return 1 end do end
    end
    return 3
  end,
}
