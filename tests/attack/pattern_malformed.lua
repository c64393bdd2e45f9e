-- tries: malformed patterns, one of them uncaught
-- must: customer error
-- line: 13
-- says: malformed pattern
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      for _, p in ipairs { "[", "[^", "[%", "%", "%b", "%bx", "%f", "(", "(()", "%1", "%0", "[a-", "[]" } do
        assert(not pcall(string.find, "x", p))
      end
      return ("x"):find("[a")
    end
    return 3
  end,
}
