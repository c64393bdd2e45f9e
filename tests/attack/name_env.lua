-- tries: to take another environment
-- must: load error
-- line: 6
-- says: _ENV cannot be used in a rule file
local function f()
  local _ENV = {}
end
