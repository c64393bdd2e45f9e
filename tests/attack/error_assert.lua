-- tries: an assertion with a table for its message
-- must: customer error
-- line: 10
-- says: error value is a table
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      assert(false, {})
    end
    return 3
  end,
}
