-- SPDX-License-Identifier: MIT
--
-- Recency: how long ago the customer ordered last.
--
-- Direction: less is better. Unit: days before the date of the run.
-- Data: last_order, the date of the newest order or invoice. Where a system gives the days
-- themselves: `remove "measure" "recency"` and state the field recency.
-- Points: fixed limits: up to 30 days 5, then 4, 3 and 2 up to 90, 180 and 365 days, 1 later. The
-- limits are conventions of this program: state your own.

field "last_order" {
  type = "date", optional = true,
  synonyms = {
    "Last order", "Last order date", "Latest order", "Senaste order", "Senaste köp", "Sista order",
  },
}

measure "recency" (days_since("last_order"))

criterion "recency" { weight = 10, points = bands("recency", { 365, 180, 90, 30 }) }

test "on the day" {
  as_of = "2026-06-30", customer = { last_order = "2026-06-30" },
  expect = { points = { recency = 5 } },
}
test "30 days" {
  as_of = "2026-06-30", customer = { last_order = "2026-05-31" },
  expect = { points = { recency = 5 } },
}
test "31 days" {
  as_of = "2026-06-30", customer = { last_order = "2026-05-30" },
  expect = { points = { recency = 4 } },
}
test "half a year" {
  as_of = "2026-06-30", customer = { last_order = "2026-01-01" },
  expect = { points = { recency = 3 } },
}
test "365 days" {
  as_of = "2026-06-30", customer = { last_order = "2025-06-30" },
  expect = { points = { recency = 2 } },
}
test "366 days" {
  as_of = "2026-06-30", customer = { last_order = "2025-06-29" },
  expect = { points = { recency = 1 } },
}
