-- tries: to extend linked/secret.lua
-- must: load error
-- line: 5
-- says: lies behind a link
profile "attack" {
  extends = "linked/secret.lua",
}
