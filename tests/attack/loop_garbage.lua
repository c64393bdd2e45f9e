-- tries: to make the collector work for ever at the edge of the memory
-- must: customer error
-- line: 8
-- says: used more than
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local keep = {}
      for i = 1, 1e9 do keep[i % 100000] = { i } end
    end
    return 3
  end,
}
