-- tries: awkward numbers that are no error
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      assert(math.mininteger // -1 == math.mininteger and math.mininteger % -1 == 0)
      assert(math.maxinteger + 1 == math.mininteger and math.abs(math.mininteger) == math.mininteger)
      assert(2 ^ 53 + 1 == 2 ^ 53 and 2 ^ 53 | 0 == 9007199254740992 and -0.0 == 0.0)
      assert(1 << 64 == 0 and 1 << -1 == 0 and -1 >> 63 == 1 and 1 << math.mininteger == 0)
      assert(math.tointeger("8") == nil or math.tointeger("8") == 8)
      assert(math.fmod(math.mininteger, -1) == 0 and not pcall(math.fmod, 1, 0))
      assert(math.ult(1, -1) and math.type(3.0) == "float" and math.floor(-0.0) == 0)
      assert(tostring(0 / 0) == "nan" and tostring(-(0 / 0)) == "nan" and tostring(2 ^ 63) == "9.2233720368548e+18")
      local t = {}
      assert(not pcall(function() t[0 / 0] = 1 end) and not pcall(function() t[nil] = 1 end))
      t[2 ^ 53] = 1
      assert(t[9007199254740992] == 1 and t[0 / 0] == nil)
    end
    return 3
  end,
}
