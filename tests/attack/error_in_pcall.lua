-- tries: an error in what handles an error
-- must: customer error
-- line: 11
-- says: again
-- customer: attacker
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      local ok, message = pcall(error, "first")
      error(message .. " again")
    end
    return 3
  end,
}
