-- tries: to extend /etc/passwd
-- must: load error
-- line: 5
-- says: is not a file beside this one
profile "attack" {
  extends = "/etc/passwd",
}
