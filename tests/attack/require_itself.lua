-- tries: a file that takes itself in
-- must: load error
-- line: 5
-- says: circle
local module = require "rules"
