-- tries: to find a name of Lua that is not on the list
-- must: run
local lists = {
  math = "abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min mininteger modf pi rad sin sqrt tan tointeger type ult",
  string = "byte char find format gmatch gsub len lower match rep reverse sub upper",
  table = "concat insert move pack remove sort unpack",
  utf8 = "char charpattern codepoint codes len offset",
}
local absent = "_VERSION arg bit32 collectgarbage coroutine debug dofile getfenv getmetatable io jit load loadfile loadstring module newproxy os package rawequal rawget rawlen rawset setfenv setmetatable unpack warn xpcall"

local function check()
  local there = {}
  for name in pairs(_G) do there[name] = true end
  for name in absent:gmatch("%S+") do assert(not there[name], name) end
  for library, listed in pairs(lists) do
    local names = {}
    for name in pairs(_G[library]) do names[#names + 1] = name end
    assert(table.concat(names, " ") == listed, library)
  end
  for name, value in pairs(_G) do -- no library but these
    assert(type(value) ~= "table" or lists[name] or name == "_G", name)
  end
  assert(_G._G == _G and #_G == 0 and ("").dump == nil and (""):len() == 0)
end
check()

criterion "attack" {
  weight = 100,
  points = function()
    check()
    for name in absent:gmatch("%S+") do assert(_G[name] == nil, name) end
    return 3
  end,
}
