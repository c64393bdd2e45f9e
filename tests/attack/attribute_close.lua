-- tries: a variable that is closed
-- must: load error
-- line: 5
-- says: got a non-closable value
local x <close> = 5
