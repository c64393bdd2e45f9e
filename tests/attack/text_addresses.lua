-- tries: to see addresses by tostring, print, format, concat, error
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, population, previous)
    if attack == 1 then
      for _, value in ipairs { {}, print, function() end, string, _G, string.gmatch("x", "x"), pairs({}), (utf8.codes("x")) } do
        local shown = tostring(value)
        print(value)
        assert(shown == type(value) and not shown:find("%d"), shown)
        assert(("%s"):format(value) == type(value) and not pcall(string.format, "%q", value))
        local ok, message = pcall(function() return value .. "" end)
        assert(not ok and not message:find("0x"), message)
        ok, message = pcall(function() return value < 1 end)
        assert(not ok and not message:find("0x"), message)
      end
    end
    return 3
  end,
}
