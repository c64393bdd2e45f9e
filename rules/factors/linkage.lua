-- SPDX-License-Identifier: MIT
--
-- Linkage: how much business with others hangs on this customer, such as its daughter companies,
-- its own customers, or those who came through it (F-13).
--
-- Direction: more is better. Unit: revenue of the linked customers / its own; 1 is as much again.
-- Data: revenue, and linked_revenue: what the customers who would leave with this one buy in twelve
-- months, as named by the seller; 0 where there are none.
-- Points: fixed limits: below 0.1 1, then 2, 3, 4 and 5 from 0.1, 0.5, 1 and 2. Its own size is
-- counted by the factor revenue. The limits are conventions of this program: state your own.

field "revenue"        { type = "number", optional = true }
field "linked_revenue" {
  type = "number", optional = true, min = 0,
  synonyms = {
    "Linked revenue", "Revenue of linked customers", "Länkad omsättning", "Följdomsättning",
  },
}

measure "linkage" (ratio("linked_revenue", "revenue"))

criterion "linkage" { weight = 10, points = bands("linkage", { 0.1, 0.5, 1, 2 }) }

test "none" {
  customer = { revenue = 1000, linked_revenue = 0 }, expect = { points = { linkage = 1 } },
}
test "a tenth" {
  customer = { revenue = 1000, linked_revenue = 100 }, expect = { points = { linkage = 2 } },
}
test "half" {
  customer = { revenue = 1000, linked_revenue = 500 }, expect = { points = { linkage = 3 } },
}
test "just below twice" {
  customer = { revenue = 1000, linked_revenue = 1999 }, expect = { points = { linkage = 4 } },
}
test "twice" {
  customer = { revenue = 1000, linked_revenue = 2000 }, expect = { points = { linkage = 5 } },
}
