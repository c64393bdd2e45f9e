-- SPDX-License-Identifier: MIT
--
-- Replaceability: how long it would take to win as much business elsewhere (F-13).
--
-- Direction: more is better, in the sense of this program: the customer matters more. Whether that
-- is good for us is another question; see the factor share_of_sales. Unit: months.
-- Data: replace_months, estimated by the seller: months until new business brings as much net
-- margin as this customer does.
-- Points: fixed limits: below one month 1, then 2, 3, 4 and 5 from 1, 3, 6 and 12 months. The
-- limits are conventions of this program: state your own.

field "replace_months" {
  type = "number", optional = true, min = 0,
  synonyms = { "Months to replace", "Månader att ersätta", "Ersättningstid månader" },
}

criterion "replaceability" { weight = 10, points = bands("replace_months", { 1, 3, 6, 12 }) }

test "at once" {
  customer = { replace_months = 0.9 },
  expect = { points = { replaceability = 1 } },
}
test "one month" {
  customer = { replace_months = 1 },
  expect = { points = { replaceability = 2 } },
}
test "a quarter" {
  customer = { replace_months = 3 },
  expect = { points = { replaceability = 3 } },
}
test "most of a year" {
  customer = { replace_months = 11 }, expect = { points = { replaceability = 4 } },
}
test "a year" {
  customer = { replace_months = 12 },
  expect = { points = { replaceability = 5 } },
}
