-- A profile that `vikt test --mutate` changes in the plan and in a function.
profile "Mutated" { extends = "none" }
field "late" { type = "number" }
criterion "payment" { weight = 1, points = function(late) return late > 30 and 1 or 5 end }
scheme "class" (by_score { A = 4, B = 1 })
test "late" { customer = { late = 31 }, expect = { class = "B" } }
