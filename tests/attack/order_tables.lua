-- tries: to depend on the addresses of tables as keys
-- must: customer error
-- line: 11
-- says: has no order to walk it in
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local t = { [{}] = 1, [{}] = 2 }
      for _, v in pairs(t) do return v end
    end
    return 3
  end,
}
