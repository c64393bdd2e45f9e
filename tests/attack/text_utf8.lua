-- tries: junk for the functions of utf8
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local junk = { "\xff", "\x80", "a\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf", ("\x80"):rep(60000) }
      for _, s in ipairs(junk) do
        assert(not utf8.len(s) and not pcall(utf8.codepoint, s, 1, -1))
        pcall(function() for _ in utf8.codes(s) do end end)
        pcall(utf8.offset, s, 5)
        pcall(utf8.offset, s, -5)
        pcall(utf8.offset, s, math.mininteger)
        pcall(utf8.len, s, math.maxinteger, math.mininteger)
        for _ in s:gmatch(utf8.charpattern) do end
      end
      assert(not pcall(utf8.char, -1) and not pcall(utf8.char, 2 ^ 31) and #utf8.char(0x7fffffff) == 6)
    end
    return 3
  end,
}
