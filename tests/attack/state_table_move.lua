-- tries: to keep something by table.move
-- must: customer error
-- line: 11
-- says: read-only once the file is loaded
-- customer: attacker
local memory = {}
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      table.move({ 1 }, 1, 1, 1, memory)
    end
    return #memory > 0 and 5 or 3
  end,
}
