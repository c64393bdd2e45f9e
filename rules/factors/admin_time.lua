-- SPDX-License-Identifier: MIT
--
-- Admin time: hours of administration and support for each 100 000 of revenue (F-09).
--
-- Direction: less is better. Unit: hours a year for each 100 000 in the profile's currency; revenue
-- below 1 counts as 1, so that hours for nothing come last.
-- Data: admin_hours, the hours a year of orders, changes, questions and reminders, from time sheets
-- or as estimated by those who do the work; revenue, as in the factor revenue.
-- Points: by rank among all customers, because 100 000 is not the same in every currency and trade.
-- This changes the built-in criterion of the same name, which ranks the hours alone, and has its
-- weight.

field "revenue"     { type = "number", optional = true }
field "admin_hours" { type = "number", optional = true, min = 0 }

measure "admin_time" (function(admin_hours, revenue)
  return admin_hours / math.max(revenue, 1) * 100000
end)

criterion "admin_time" { weight = 15, points = percentile("admin_time", { best = "low" }) }

-- 20 hours for 400 000 are 5 for each 100 000; the others have 4 and 6: the second of three.
test "between two others" {
  customer = { admin_hours = 20, revenue = 400000 },
  population = { { admin_hours = 4, revenue = 100000 }, { admin_hours = 12, revenue = 200000 } },
  expect = { points = { admin_time = 3 } },
}
test "many hours for much revenue are few" {
  customer = { admin_hours = 100, revenue = 10e6 },
  population = { { admin_hours = 2, revenue = 100000 } },
  expect = { points = { admin_time = 4 } },
}
test "hours for nothing" {
  customer = { admin_hours = 1, revenue = 0 },
  population = { { admin_hours = 500, revenue = 100000 } },
  expect = { points = { admin_time = 2 } },
}
