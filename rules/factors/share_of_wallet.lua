-- SPDX-License-Identifier: MIT
--
-- Share of wallet: how much of what the customer buys of the kind that we sell comes from us.
--
-- Direction: more is better: the customer relies on us. What is left to win is counted by the
-- factor unsold_potential. Unit: a share, 0.5 is half.
-- Data: revenue, and wallet: what the customer buys in twelve months, from us and from others, of
-- the kind that we sell. Mostly an estimate by the seller, asked for once a year.
-- Points: fixed limits: below 10 % 1, then 2, 3, 4 and 5 from 10, 25, 50 and 75 %. The limits are
-- conventions of this program: state your own.

field "revenue" { type = "number", optional = true }
field "wallet"  {
  type = "number", optional = true, min = 0,
  synonyms = {
    "Wallet", "Total purchases", "Total spend", "Customer spend",
    "Totala inköp", "Kundens totala inköp", "Inköpsvolym",
  },
}

measure "share_of_wallet" (ratio("revenue", "wallet"))

criterion "share_of_wallet" {
  weight = 10,
  points = bands("share_of_wallet", { 0.10, 0.25, 0.50, 0.75 }),
}

test "one of many" {
  customer = { revenue = 99, wallet = 1000 }, expect = { points = { share_of_wallet = 1 } },
}
test "a tenth" {
  customer = { revenue = 100, wallet = 1000 }, expect = { points = { share_of_wallet = 2 } },
}
test "a quarter" {
  customer = { revenue = 250, wallet = 1000 }, expect = { points = { share_of_wallet = 3 } },
}
test "just below three quarters" {
  customer = { revenue = 749, wallet = 1000 }, expect = { points = { share_of_wallet = 4 } },
}
test "three quarters" {
  customer = { revenue = 750, wallet = 1000 }, expect = { points = { share_of_wallet = 5 } },
}
test "buys nothing of the kind" {
  customer = { revenue = 0, wallet = 0 }, expect = { points = { share_of_wallet = false } },
}
