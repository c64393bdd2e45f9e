-- SPDX-License-Identifier: MIT
--
-- Contract left: how long the customer is still bound by contract.
--
-- Direction: more is better. Unit: days from the date of the run; 0 or less: run out.
-- Data: contract_until, the last day of the agreement, from the contract register. Who has no
-- contract is not judged by this.
-- Points: fixed limits: run out 1, less than 90 days left 2, then 3, 4 and 5 from 90 days, one year
-- and two years. The limits are conventions of this program: state your own.

field "contract_until" {
  type = "date", optional = true,
  synonyms = {
    "Contract until", "Contract end", "Contract ends", "Avtal till", "Avtal slut", "Avtalsslut",
  },
}

measure "contract_left" (function(contract_until, today)
  return days_between(today, contract_until)
end)

criterion "contract_left" { weight = 10, points = bands("contract_left", { 1, 90, 365, 730 }) }

test "ends on the day" {
  as_of = "2026-06-30", customer = { contract_until = "2026-06-30" },
  expect = { points = { contract_left = 1 } },
}
test "one day left" {
  as_of = "2026-06-30", customer = { contract_until = "2026-07-01" },
  expect = { points = { contract_left = 2 } },
}
test "90 days" {
  as_of = "2026-06-30", customer = { contract_until = "2026-09-28" },
  expect = { points = { contract_left = 3 } },
}
test "just below two years" {
  as_of = "2026-06-30", customer = { contract_until = "2028-06-28" },
  expect = { points = { contract_left = 4 } },
}
test "two years" {
  as_of = "2026-06-30", customer = { contract_until = "2028-06-29" },
  expect = { points = { contract_left = 5 } },
}
