-- SPDX-License-Identifier: MIT
--
-- Price pressure: how far below the list price the customer buys.
--
-- Direction: less is better. Unit: the mean discount weighted by amount, a share of the list price.
-- Data: discount, (value at list price - value invoiced) / value at list price over the order lines
-- of twelve months; a heading with % or cells such as 12 % are read as shares.
-- Points: fixed limits: up to 5 % 5, then 4, 3 and 2 up to 10, 20 and 30 %, 1 above. The limits are
-- conventions of this program: state your own.

field "discount" {
  type = "number", optional = true, max = 1,
  synonyms = {
    "Average discount", "Mean discount", "Discount %", "Rabatt", "Snittrabatt", "Rabatt %",
  },
}

criterion "price_pressure" { weight = 10, points = bands("discount", { 0.30, 0.20, 0.10, 0.05 }) }

test "5 %"     { customer = { discount = 0.05 }, expect = { points = { price_pressure = 5 } } }
test "above 5" { customer = { discount = 0.051 }, expect = { points = { price_pressure = 4 } } }
test "20 %"    { customer = { discount = 0.20 }, expect = { points = { price_pressure = 3 } } }
test "30 %"    { customer = { discount = 0.30 }, expect = { points = { price_pressure = 2 } } }
test "more"    { customer = { discount = 0.31 }, expect = { points = { price_pressure = 1 } } }
