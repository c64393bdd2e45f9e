-- tries: functions too deep
-- must: load error
-- line: 6
-- says: overflow
-- repeat: 3000 function() return 
local x = @REPEAT@
