-- tries: a long chain of `..` that fails: it crashed Lua 5.4.4
-- must: load error
-- line: 6
-- says: overflow
-- repeat: 8000 nil..
local x = @REPEAT@nil
