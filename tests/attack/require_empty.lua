-- tries: to take in 
-- must: load error
-- line: 5
-- says: require
local module = require ""
criterion "attack" { weight = 1 }
