-- tries: more captures than there is room for
-- must: customer error
-- line: 10
-- says: too many captures
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      return ("x"):rep(99):match(("(x)"):rep(33))
    end
    return 3
  end,
}
