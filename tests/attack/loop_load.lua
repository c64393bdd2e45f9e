-- tries: to loop for ever while the file is loaded
-- must: load error
-- line: 5
-- says: used more than
while true do end
