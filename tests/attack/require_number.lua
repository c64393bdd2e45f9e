-- tries: to take in 5
-- must: load error
-- line: 5
-- says: 
local module = require "5"
criterion "attack" { weight = 1 }
