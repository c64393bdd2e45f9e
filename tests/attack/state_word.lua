-- tries: to take a word of the language for something else
-- must: load error
-- line: 5
-- says: is a word of the rule language
_G.criterion = print
