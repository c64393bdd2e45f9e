-- SPDX-License-Identifier: MIT
--
-- Unsold potential: what the customer buys elsewhere of what we sell.
--
-- Direction: more is better: there is more to win. Unit: the profile's currency, twelve months.
-- Below 0 the estimate is too low.
-- Data: revenue, and wallet: what the customer buys in twelve months, from us and from others, of
-- the kind that we sell. Mostly an estimate by the seller, asked for once a year.
-- Points: by rank among all customers, because what is much differs from company to company.

field "revenue" { type = "number", optional = true }
field "wallet"  {
  type = "number", optional = true, min = 0,
  synonyms = {
    "Wallet", "Total purchases", "Total spend", "Customer spend",
    "Totala inköp", "Kundens totala inköp", "Inköpsvolym",
  },
}

measure "unsold_potential" (difference("wallet", "revenue"))

criterion "unsold_potential" { weight = 10, points = percentile("unsold_potential") }

-- 400 of 500 is bought elsewhere; the others have 399 and 401: the second of three.
test "between two others" {
  customer = { revenue = 100, wallet = 500 },
  population = { { revenue = 1, wallet = 400 }, { revenue = 99, wallet = 500 } },
  expect = { points = { unsold_potential = 3 } },
}
test "buys everything from us" {
  customer = { revenue = 500, wallet = 500 },
  population = { { revenue = 499, wallet = 500 } },
  expect = { points = { unsold_potential = 2 } },
}
test "without an estimate" {
  customer = { revenue = 500 },
  population = { { revenue = 499, wallet = 500 } },
  expect = { points = { unsold_potential = false } },
}
