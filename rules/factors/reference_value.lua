-- SPDX-License-Identifier: MIT
--
-- Reference value: whether the customer's name helps us to win others.
--
-- Direction: more is better. Unit: a rating from 1 (nobody knows the name) to 5 (a name that opens
-- doors, and that we may use).
-- Data: reference_value, as rated once a year by sales and management.
-- Points: the rating itself, laid on the profile's scale.

field "reference_value" {
  type = "number", optional = true, min = 1, max = 5,
  synonyms = { "Reference value", "Reference", "Referensvärde", "Referenskund" },
}

criterion "reference_value" {
  weight = 10,
  points = linear("reference_value", { worst = 1, best = 5 }),
}

test "the lowest" {
  customer = { reference_value = 1 },
  expect = { points = { reference_value = 1 } },
}
test "in between" {
  customer = { reference_value = 3.5 },
  expect = { points = { reference_value = 3.5 } },
}
test "the highest" {
  customer = { reference_value = 5 },
  expect = { points = { reference_value = 5 } },
}
test "not rated" {
  customer = {}, population = { { reference_value = 3 } },
  expect = { points = { reference_value = false } },
}
