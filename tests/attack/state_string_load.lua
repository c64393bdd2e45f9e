-- tries: to poison string while the file is loaded
-- must: load error
-- line: 5
-- says: read-only
string.rep = nil
