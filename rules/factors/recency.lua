-- SPDX-License-Identifier: MIT
--
-- Recency: how long ago the customer ordered last.
--
-- Direction: less is better. Unit: days before the date of the run.
-- Data: recency, the days themselves, which a ledger of invoices gives; else last_order, the date of
-- the newest order or invoice.
-- Points: fixed limits: up to 30 days 5, then 4, 3 and 2 up to 90, 180 and 365 days, 1 later. The
-- limits are conventions of this program: state your own.

field "recency" {
  type = "number", optional = true,
  synonyms = { "Days since last order", "Dagar sedan senaste order", "Dagar sedan senaste köp" },
}
field "last_order" {
  type = "date", optional = true,
  synonyms = {
    "Last order", "Last order date", "Latest order", "Senaste order", "Senaste köp", "Sista order",
  },
}

measure "days_since_last_order" (days_since("last_order"))

criterion "recency" {
  weight = 10, points = bands("recency", { 365, 180, 90, 30 }),
  or_points = bands("days_since_last_order", { 365, 180, 90, 30 }),
}

local function try(name, days, date, points)
  test(name) { customer = { recency = days }, expect = { points = { recency = points } } }
  test(name .. ", by the date") {
    as_of = "2026-06-30", customer = { last_order = date }, expect = { points = { recency = points } },
  }
end

try("on the day", 0, "2026-06-30", 5)
try("30 days", 30, "2026-05-31", 5)
try("31 days", 31, "2026-05-30", 4)
try("half a year", 180, "2026-01-01", 3)
try("365 days", 365, "2025-06-30", 2)
try("366 days", 366, "2025-06-29", 1)
