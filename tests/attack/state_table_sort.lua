-- tries: to keep an order by table.sort
-- must: customer error
-- line: 11
-- says: read-only once the file is loaded
-- customer: attacker
local memory = { 3, 1, 2 }
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      table.sort(memory)
    end
    return memory[1]
  end,
}
