-- tries: to keep something in a table that is a key
-- must: customer error
-- line: 13
-- says: read-only once the file is loaded
-- customer: attacker
local key = {}
local by = { [key] = 1, [1] = key }
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local keep = by[1]
      keep[#keep + 1] = true
    end
    return #key > 0 and 5 or 3
  end,
}
