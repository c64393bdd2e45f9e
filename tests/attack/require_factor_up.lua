-- tries: to take in factors.../secret
-- must: load error
-- line: 5
-- says: factors
local module = require "factors.../secret"
criterion "attack" { weight = 1 }
