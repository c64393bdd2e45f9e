-- tries: to take in compiled Lua
-- must: load error
-- says: compiled Lua
-- file: compiled.lua
local module = require "compiled"
criterion "attack" { weight = 1, points = 3 }
