-- tries: to close a value in a function
-- must: customer error
-- line: 10
-- says: got a non-closable value
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local x <close> = {}
    end
    return 3
  end,
}
