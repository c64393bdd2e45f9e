-- tries: to take in nothing
-- must: load error
-- line: 5
-- says: nothing
local module = require "nothing"
criterion "attack" { weight = 1 }
