-- Rule files see the rule language and a part of Lua's own library: the standard that `vikt init` writes.
local config = dofile("rules/init/.luacheckrc")
config.exclude_files = { "tests/rules/bad/**", "tests/fuzz/**" }
return config
