-- tries: to assign to a constant
-- must: load error
-- line: 6
-- says: attempt to assign to const variable 'x'
local x <const> = 5
x = 6
