-- SPDX-License-Identifier: MIT
--
-- Credit risk: how much of the credit limit is overdue (F-08).
--
-- Direction: less is better. Unit: a share of the limit; above 1 more is overdue than was ever
-- granted.
-- Data: overdue, the sum of the open invoices past their due date, and credit_limit, both from the
-- accounts receivable. Overdue without a limit counts as 1; who has neither is not judged by this.
-- Points: fixed limits: nothing overdue 5, then 4, 3 and 2 up to 10, 25 and 50 % of the limit, 1
-- above. The limits are conventions of this program: state your own.

field "overdue" {
  type = "number", optional = true, min = 0,
  synonyms = { "Overdue", "Overdue amount", "Past due", "Förfallet", "Förfallet belopp" },
}
field "credit_limit" {
  type = "number", optional = true, min = 0,
  synonyms = { "Credit limit", "Kreditgräns", "Kreditlimit" },
}

measure "credit_risk" (function(overdue, credit_limit)
  if credit_limit > 0 then return overdue / credit_limit end
  if overdue > 0 then return 1 end
end)

criterion "credit_risk" { weight = 10, points = bands("credit_risk", { 0.5, 0.25, 0.1, 0 }) }

test "nothing overdue" {
  customer = { overdue = 0, credit_limit = 1000 }, expect = { points = { credit_risk = 5 } },
}
test "a tenth" {
  customer = { overdue = 100, credit_limit = 1000 }, expect = { points = { credit_risk = 4 } },
}
test "a quarter" {
  customer = { overdue = 250, credit_limit = 1000 }, expect = { points = { credit_risk = 3 } },
}
test "half" {
  customer = { overdue = 500, credit_limit = 1000 }, expect = { points = { credit_risk = 2 } },
}
test "above half" {
  customer = { overdue = 501, credit_limit = 1000 }, expect = { points = { credit_risk = 1 } },
}
test "overdue without a limit" {
  customer = { overdue = 1, credit_limit = 0 }, expect = { points = { credit_risk = 1 } },
}
test "pays in advance" {
  customer = { overdue = 0, credit_limit = 0 }, expect = { points = { credit_risk = false } },
}
