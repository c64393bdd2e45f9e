-- SPDX-License-Identifier: MIT
--
-- Develops us: whether the customer's demands make us better, by new knowledge, methods or products
-- (F-04).
--
-- Direction: more is better. Unit: a rating from 1 (we do what we have always done) to 5 (we can do
-- today what we could not before).
-- Data: develops_us, as rated once a year by those who do the work.
-- Points: the rating itself, laid on the profile's scale.

field "develops_us" {
  type = "number", optional = true, min = 1, max = 5,
  synonyms = { "Develops us", "Development of us", "Utvecklar oss", "Utvecklade oss" },
}

criterion "develops_us" { weight = 10, points = linear("develops_us", { worst = 1, best = 5 }) }

test "the lowest"  { customer = { develops_us = 1 }, expect = { points = { develops_us = 1 } } }
test "in between"  { customer = { develops_us = 3.5 }, expect = { points = { develops_us = 3.5 } } }
test "the highest" { customer = { develops_us = 5 }, expect = { points = { develops_us = 5 } } }
test "not rated" {
  customer = {}, population = { { develops_us = 3 } },
  expect = { points = { develops_us = false } },
}
