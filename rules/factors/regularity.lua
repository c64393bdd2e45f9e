-- SPDX-License-Identifier: MIT
--
-- Regularity: how evenly the customer's orders come, the coefficient of variation of the days
-- between them. What comes evenly can be planned for.
--
-- Direction: less is better: 0 is clockwork, about 1 is chance, above it orders come in heaps.
-- Unit: standard deviation / mean.
-- Data: regularity itself, which a ledger of invoices gives; else gap_mean and gap_sd, the mean and
-- the standard deviation of the days between one order and the next, over two years and at least
-- three orders; a pivot table of the order ledger.
-- Points: fixed limits: up to 0.25 5, then 4, 3 and 2 up to 0.5, 1 and 1.5, 1 above. The limits are
-- conventions of this program: state your own.

field "regularity" {
  type = "number", optional = true, min = 0,
  synonyms = { "Variation of days between orders", "Variation dagar mellan order" },
}
field "gap_mean" {
  type = "number", optional = true, min = 0,
  synonyms = { "Mean days between orders", "Dagar mellan order", "Snitt dagar mellan order" },
}
field "gap_sd" {
  type = "number", optional = true, min = 0,
  synonyms = { "Standard deviation of days between orders", "Spridning dagar mellan order" },
}

measure "gap_variation" (ratio("gap_sd", "gap_mean"))

criterion "regularity" {
  weight = 10, points = bands("regularity", { 1.5, 1, 0.5, 0.25 }),
  or_points = bands("gap_variation", { 1.5, 1, 0.5, 0.25 }),
}

local function try(name, variation, gap_sd, points)
  test(name) { customer = { regularity = variation }, expect = { points = { regularity = points } } }
  test(name .. ", by mean and deviation") {
    customer = { gap_mean = 28, gap_sd = gap_sd }, expect = { points = { regularity = points } },
  }
end

try("nearly clockwork", 0.25, 7, 5)
try("just above a quarter", 0.26, 7.1, 4)
try("like chance", 1, 28, 3)
try("in heaps", 1.5, 42, 2)
try("beyond", 1.51, 42.1, 1)

test "two orders on one day have no gap" {
  customer = { gap_mean = 0, gap_sd = 0 }, expect = { points = { regularity = false } },
}
