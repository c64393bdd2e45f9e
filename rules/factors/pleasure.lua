-- SPDX-License-Identifier: MIT
--
-- Pleasure of working with: whether our people like to work with the customer (F-04).
--
-- Direction: more is better. Unit: a rating from 1 (nobody wants the job) to 5 (everybody does).
-- Data: pleasure, as rated once a year by those who do the work; the median where several rate
-- (F-12).
-- Points: the rating itself, laid on the profile's scale.

field "pleasure" {
  type = "number", optional = true, min = 1, max = 5,
  synonyms = {
    "Good to work with", "Pleasure of working with", "Trevlig att arbeta med",
    "Bra att arbeta med",
  },
}

criterion "pleasure" { weight = 10, points = linear("pleasure", { worst = 1, best = 5 }) }

test "the lowest"  { customer = { pleasure = 1 }, expect = { points = { pleasure = 1 } } }
test "in between"  { customer = { pleasure = 3.5 }, expect = { points = { pleasure = 3.5 } } }
test "the highest" { customer = { pleasure = 5 }, expect = { points = { pleasure = 5 } } }
test "not rated" {
  customer = {}, population = { { pleasure = 3 } }, expect = { points = { pleasure = false } },
}
