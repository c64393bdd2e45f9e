-- SPDX-License-Identifier: MIT
--
-- Satisfaction: what the customer answers when asked how satisfied it is with us (F-11).
--
-- Direction: more is better. Unit: the answer, from 1 (very dissatisfied) to 5 (very satisfied).
-- Data: satisfaction, the latest answer, or the mean of several from one round; satisfaction_date,
-- when it was given, if that is known. An answer older than 18 months (548 days) says nothing any
-- more and counts as missing.
-- Points: the answer itself, laid on the profile's scale. Only the very satisfied come back by
-- themselves (F-11): who wants to judge loyalty gives points for 5 alone, `points =
-- bands("recent_satisfaction", { 5 })`.

field "satisfaction" {
  type = "number", optional = true, min = 1, max = 5,
  synonyms = { "Satisfaction 1-5", "Customer satisfaction", "Nöjdhet", "Kundnöjdhet", "NKI 1-5" },
}
field "satisfaction_date" {
  type = "date", optional = true,
  synonyms = { "Satisfaction date", "Survey date", "Svarsdatum", "Enkätdatum" },
}

measure "recent_satisfaction" (function(satisfaction, satisfaction_date_or_nil, today)
  local age = days_between(satisfaction_date_or_nil, today)
  if not age or age <= 548 then return satisfaction end
end)

criterion "satisfaction" {
  weight = 10,
  points = linear("recent_satisfaction", { worst = 1, best = 5 }),
}

test "very satisfied" {
  customer = { satisfaction = 5 }, expect = { points = { satisfaction = 5 } },
}
test "very dissatisfied" {
  customer = { satisfaction = 1 }, expect = { points = { satisfaction = 1 } },
}
test "548 days old" {
  as_of = "2026-06-30", customer = { satisfaction = 4, satisfaction_date = "2024-12-29" },
  expect = { points = { satisfaction = 4 } },
}
test "549 days old" {
  as_of = "2026-06-30", customer = { satisfaction = 4, satisfaction_date = "2024-12-28" },
  expect = { points = { satisfaction = false } },
}
test "did not answer" {
  customer = {}, population = { { satisfaction = 4 } },
  expect = { points = { satisfaction = false } },
}
