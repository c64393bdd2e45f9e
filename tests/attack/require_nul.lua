-- tries: to take in link\0.lua
-- must: load error
-- line: 5
-- says: require
local module = require "link\0.lua"
criterion "attack" { weight = 1 }
