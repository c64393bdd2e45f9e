-- tries: to keep something in a table of the file
-- must: customer error
-- line: 12
-- says: read-only once the file is loaded
-- customer: attacker
local memory = {}
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local keep = memory
      keep.seen = true
    end
    return memory.seen and 5 or 3
  end,
}
