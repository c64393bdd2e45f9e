-- tries: to confuse texts and numbers
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      assert("10" + 5 == 15 and "0x10" * 1 == 16 and 10 .. 20 == "1020" and "1e1" // 1 == 10.0)
      assert(not pcall(function() return "x" + 1 end) and not pcall(function() return "1" < 2 end))
      assert(not pcall(function() return "3" | 1 end) and not pcall(function() return {} .. "" end))
      assert(-"2" == -2 and "10" % 3 == 1 and 2 ^ "3" == 8.0 and "7" / "2" == 3.5)
      assert(math.floor("3.7") == 3 and ("x"):rep("3") == "xxx" and #("x"):rep(2.0) == 2)
      assert(not pcall(string.rep, "x", 1.5) and not pcall(string.rep, "x", "1.5"))
      assert(tonumber("") == nil and tonumber("1 2") == nil and tonumber("1\0") == nil and tonumber("0x") == nil)
      assert(tonumber("inf") == nil and tonumber("nan") == nil and tonumber("1e999") == math.huge)
    end
    return 3
  end,
}
