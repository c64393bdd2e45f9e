-- tries: to take in link
-- must: load error
-- line: 5
-- says: link
local module = require "link"
criterion "attack" { weight = 1 }
