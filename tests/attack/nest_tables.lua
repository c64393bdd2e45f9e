-- tries: tables too deep
-- must: load error
-- line: 6
-- says: overflow
-- repeat: 30000 {
local x = @REPEAT@1
