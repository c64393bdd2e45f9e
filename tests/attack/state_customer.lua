-- tries: to change a field of the customer for the next
-- must: customer error
-- line: 8
-- says: customer is read-only
-- customer: attacker
measure "m" (function(customer)
  if customer.attack == 1 then
    customer.revenue = 0
  end
  return customer.revenue
end)
criterion "attack" { weight = 100, points = function(m_or_nil) return (m_or_nil or 0) > 0 and 3 or 1 end }
