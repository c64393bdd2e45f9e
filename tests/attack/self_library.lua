-- tries: to give functions of the library what they do not expect
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, population, previous)
    if attack == 1 then
      local values = { 1, -1, 0, 2 ^ 53, 0 / 0, 1 / 0, -1 / 0, math.mininteger, "x", "", {}, print, true, population, previous }
      local names = {}
      for library, functions in pairs(_G) do
        if library == "string" or library == "math" or library == "table" or library == "utf8" then
          for name, f in pairs(functions) do
            if type(f) == "function" then names[#names + 1] = f end
          end
        end
      end
      for _, f in ipairs(names) do
        pcall(f)
        for _, a in ipairs(values) do
          pcall(f, a)
          for _, b in ipairs(values) do
            if not (f == string.rep or f == table.move or f == table.unpack or f == table.concat
              or f == table.insert or f == table.remove) then
              pcall(f, a, b)
              pcall(f, a, b, b)
            end
          end
        end
      end
    end
    return 3
  end,
}
