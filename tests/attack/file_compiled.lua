-- tries: a rule file that is compiled
-- must: load error
-- says: compiled Lua; a rule file is text
-- compiled: yes
criterion "attack" { weight = 1 }
