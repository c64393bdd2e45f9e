-- tries: to see an address by %p
-- must: customer error
-- line: 10
-- says: invalid conversion '%p' to 'format'
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return ("%p"):format({})
    end
    return 3
  end,
}
