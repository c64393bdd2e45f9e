-- tries: an identifier of 60,000 letters that is no function
-- must: load error
-- line: 6
-- says: there is no name "xxxx
-- repeat: 60000 x
@REPEAT@()
