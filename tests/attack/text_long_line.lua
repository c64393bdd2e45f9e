-- tries: a line of a megabyte
-- must: load error
-- says: larger than 64 KiB
-- repeat: 1000000 x
return "@REPEAT@"
