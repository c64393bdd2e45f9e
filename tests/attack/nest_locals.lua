-- tries: more locals than Lua has registers
-- must: load error
-- line: 6
-- says: too many local variables
-- repeat: 300 local a 
@REPEAT@
