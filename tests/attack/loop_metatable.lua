-- tries: to loop for ever in __index, __tostring, __eq, __gc or __close
-- must: load error
-- line: 10
-- says: there is no name "setmetatable"
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local spin = function() while true do end end
      return setmetatable({}, { __index = spin, __tostring = spin, __eq = spin, __gc = spin, __close = spin })
    end
    return 3
  end,
}
