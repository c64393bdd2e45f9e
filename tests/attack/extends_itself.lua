-- tries: to extend rules.lua
-- must: load error
-- line: 5
-- says: in a circle
profile "attack" {
  extends = "rules.lua",
}
