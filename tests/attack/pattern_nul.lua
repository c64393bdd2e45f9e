-- tries: to read behind the end of texts that hold NUL
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local s = "a\0b\0"
      assert(s:find("\0b") == 2 and s:find("[\0]", 3) == 4 and s:match("%z*$") and #s:gsub("\0", "") == 2)
      assert(("%s|"):format(s) == s .. "|" and s:rep(2, "\0") == s .. "\0" .. s and s:upper() == "A\0B\0")
      assert(not s:find("%b\0\1", 4) and s:find("%f[\0]") == 2)
      assert(not pcall(string.format, "%5s", s) and not pcall(string.format, "%d\0%y", 1))
    end
    return 3
  end,
}
