-- SPDX-License-Identifier: MIT
--
-- Complaints and returns: how often something goes wrong with what the customer buys.
--
-- Direction: less is better. Unit: complaints for each order; where nobody counts them, the share
-- of the revenue that is returned.
-- Data: complaints and orders of the same twelve months, from the case or quality system; returns,
-- the value of goods taken back and credited, and revenue, from the sales ledger.
-- Points: fixed limits, the same for both: none 5, then 4, 3 and 2 up to 2, 5 and 10 %, 1 above.
-- The limits are conventions of this program: state your own.

field "orders" {
  type = "number", optional = true, min = 0,
  synonyms = {
    "Number of orders", "Order count", "Orders per year", "Antal order", "Antal ordrar",
  },
}
field "complaints" {
  type = "number", optional = true, min = 0,
  synonyms = { "Number of complaints", "Claims", "Reklamationer", "Antal reklamationer" },
}
field "revenue" { type = "number", optional = true }
field "returns" {
  type = "number", optional = true, min = 0,
  synonyms = { "Returned goods", "Credited returns", "Returer", "Returnerat värde" },
}

measure "complaint_rate" (ratio("complaints", "orders"))
measure "return_rate" (ratio("returns", "revenue"))

criterion "complaints" {
  weight = 10,
  points = bands("complaint_rate", { 0.10, 0.05, 0.02, 0 }),
  or_points = bands("return_rate", { 0.10, 0.05, 0.02, 0 }),
}

test "none" { customer = { complaints = 0, orders = 50 }, expect = { points = { complaints = 5 } } }
test "2 %"  { customer = { complaints = 1, orders = 50 }, expect = { points = { complaints = 4 } } }
test "5 %"  { customer = { complaints = 1, orders = 20 }, expect = { points = { complaints = 3 } } }
test "10 %" { customer = { complaints = 1, orders = 10 }, expect = { points = { complaints = 2 } } }
test "more" { customer = { complaints = 1, orders = 9 }, expect = { points = { complaints = 1 } } }
test "nothing is returned" {
  customer = { returns = 0, revenue = 1000 }, expect = { points = { complaints = 5 } },
}
test "2 % of the revenue" {
  customer = { returns = 20, revenue = 1000 }, expect = { points = { complaints = 4 } },
}
test "5 % of the revenue" {
  customer = { returns = 50, revenue = 1000 }, expect = { points = { complaints = 3 } },
}
test "10 % of the revenue" {
  customer = { returns = 100, revenue = 1000 }, expect = { points = { complaints = 2 } },
}
test "more than 10 % of the revenue" {
  customer = { returns = 101, revenue = 1000 }, expect = { points = { complaints = 1 } },
}
test "the count of complaints goes first" {
  customer = { complaints = 0, orders = 50, returns = 500, revenue = 1000 },
  expect = { points = { complaints = 5 } },
}
