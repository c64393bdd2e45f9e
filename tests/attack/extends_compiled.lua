-- tries: to extend compiled Lua
-- must: load error
-- says: compiled Lua
-- file: compiled.lua
profile "attack" { extends = "compiled.lua" }
