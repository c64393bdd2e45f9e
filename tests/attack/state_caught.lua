-- tries: to keep something and catch the error
-- must: run
local memory = { deep = {} }
local names = { "c", "b", "a" }
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      pcall(function() local m = memory m.x = 1 end)
      pcall(function() local g = _G g.x = 1 end)
      pcall(function() local s = string s.x = 1 end)
      pcall(table.insert, memory, 1)
      pcall(table.insert, string, 1)
      pcall(table.remove, memory)
      pcall(table.sort, names, function() return true end)
      pcall(function() for key in pairs(names) do local n = names n[key] = nil end end)
    end
    local s, n = string, #memory
    assert(n == 0 and not memory.x and not s.x and not _G.x and names[1] == "c")
    return 3
  end,
}
