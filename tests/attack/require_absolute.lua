-- tries: to take in /etc/passwd
-- must: load error
-- line: 5
-- says: "/etc/passwd"
local module = require "/etc/passwd"
criterion "attack" { weight = 1 }
