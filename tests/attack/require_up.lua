-- tries: to take in ../outside/secret
-- must: load error
-- line: 5
-- says: "../outside/secret"
local module = require "../outside/secret"
criterion "attack" { weight = 1 }
