-- tries: to dump a function as bytecode
-- must: customer error
-- line: 10
-- says: attempt to call a nil value (field 'dump')
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local s, f = string, print return s.dump(f)
    end
    return 3
  end,
}
