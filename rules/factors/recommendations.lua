-- SPDX-License-Identifier: MIT
--
-- Recommendations: how many customers came because this one spoke well of us.
--
-- Direction: more is better. Unit: customers who came in three years.
-- Data: referrals, from the customer register, where each new customer is asked how it found us.
-- Points: fixed limits: none 1, then 2, 3, 4 and 5 from 1, 2, 3 and 5. The limits are conventions
-- of this program: state your own.

field "referrals" {
  type = "number", optional = true, min = 0,
  synonyms = {
    "Recommendations", "Recommended customers", "Rekommendationer", "Antal rekommendationer",
  },
}

criterion "recommendations" { weight = 10, points = bands("referrals", { 1, 2, 3, 5 }) }

test "none" { customer = { referrals = 0 }, expect = { points = { recommendations = 1 } } }
test "one"  { customer = { referrals = 1 }, expect = { points = { recommendations = 2 } } }
test "two"  { customer = { referrals = 2 }, expect = { points = { recommendations = 3 } } }
test "four" { customer = { referrals = 4 }, expect = { points = { recommendations = 4 } } }
test "five" { customer = { referrals = 5 }, expect = { points = { recommendations = 5 } } }
