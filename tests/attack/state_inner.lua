-- tries: to keep a counter in a function that a function made
-- must: load error
-- line: 8
-- says: assignment to "n"
local function counter()
  local n = 0
  return function()
    n = n + 1
    return n
  end
end
local count = counter()
criterion "attack" { weight = 100, points = function() return clamp(count(), 1, 5) end }
