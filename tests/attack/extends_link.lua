-- tries: to extend link.lua
-- must: load error
-- line: 5
-- says: lies behind a link
profile "attack" {
  extends = "link.lua",
}
