-- tries: to extend ../outside/secret.lua
-- must: load error
-- line: 5
-- says: is not a file beside this one
profile "attack" {
  extends = "../outside/secret.lua",
}
