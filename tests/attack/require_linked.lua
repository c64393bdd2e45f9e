-- tries: to take in linked.secret
-- must: load error
-- line: 5
-- says: linked
local module = require "linked.secret"
criterion "attack" { weight = 1 }
