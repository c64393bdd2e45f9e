-- tries: blocks too deep
-- must: load error
-- line: 6
-- says: overflow
-- repeat: 5000 do 
@REPEAT@
