-- SPDX-License-Identifier: MIT
--
-- Regularity: how evenly the customer's orders come, the coefficient of variation of the days
-- between them. What comes evenly can be planned for.
--
-- Direction: less is better: 0 is clockwork, about 1 is chance, above it orders come in heaps.
-- Unit: standard deviation / mean.
-- Data: gap_mean and gap_sd, the mean and the standard deviation of the days between one order and
-- the next, over two years and at least three orders; a pivot table of the order ledger.
-- Points: fixed limits: up to 0.25 5, then 4, 3 and 2 up to 0.5, 1 and 1.5, 1 above. The limits are
-- conventions of this program: state your own.

field "gap_mean" {
  type = "number", optional = true, min = 0,
  synonyms = { "Mean days between orders", "Dagar mellan order", "Snitt dagar mellan order" },
}
field "gap_sd" {
  type = "number", optional = true, min = 0,
  synonyms = { "Standard deviation of days between orders", "Spridning dagar mellan order" },
}

measure "regularity" (ratio("gap_sd", "gap_mean"))

criterion "regularity" { weight = 10, points = bands("regularity", { 1.5, 1, 0.5, 0.25 }) }

test "nearly clockwork" {
  customer = { gap_mean = 28, gap_sd = 7 }, expect = { points = { regularity = 5 } },
}
test "just above a quarter" {
  customer = { gap_mean = 28, gap_sd = 7.1 }, expect = { points = { regularity = 4 } },
}
test "like chance" {
  customer = { gap_mean = 28, gap_sd = 28 }, expect = { points = { regularity = 3 } },
}
test "in heaps" {
  customer = { gap_mean = 28, gap_sd = 42 }, expect = { points = { regularity = 2 } },
}
test "beyond" {
  customer = { gap_mean = 28, gap_sd = 42.1 }, expect = { points = { regularity = 1 } },
}
test "two orders on one day have no gap" {
  customer = { gap_mean = 0, gap_sd = 0 }, expect = { points = { regularity = false } },
}
