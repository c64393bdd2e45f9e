-- Twenty mistakes, one behind each "expect": what is told must hold that text, at that line, and nothing else is told.
profile "Twenty" {                                                      -- expect: langage is not a key of a profile; did you mean "language"?
  extends = "none",
  langage = "sv",
}

field "revenue" { type = "number" }
field "days_late" { type = "nummer" }                                   -- expect: type = "nummer" is none of
field "region" { type = "text", min = 3 }                               -- expect: min and max are for numbers
field "name" { column = 12 }                                            -- expect: column must be a text

measure "late" (function(days_lte) return days_lte > 30 end)            -- expect: the parameter days_lte is no field or measure; did you mean "days_late"?
measure "share" (ratio("revenue", "totl"))                              -- expect: there is no field or measure "totl"

critereon "growth" { weight = 10, points = rating("revenue") }          -- expect: there is no name "critereon"; did you mean "criterion"?

criterion "revenue" {                                                   -- expect: weigth is not a key of a criterion; did you mean "weight"?
  weigth = 10,
  weight = 20,
  points = bands("revenue", { 1e5, 1e6 }),
}
criterion "late" { weight = -1, points = rating("days_late") }          -- expect: weight = -1 is below 0
criterion "steps" { weight = 5, points = bands("revenue", { 5, 3, 4 }) } -- expect: points: the edges
criterion "branch" { weight = 5, points = lookup("region") }            -- expect: points: lookup
criterion "skipped" { weight = 5, points = rating("revenue"), missing = "skipp" } -- expect: missing = "skipp" is none of
criterion "grouped" { weight = 5, points = rating("revenue"), group = "money" } -- expect: there is no group "money"

criterion "judged" {
  weight = 5,
  points = function(revenue)
    if revenu > 3 then                                                  -- expect: there is no name "revenu"
      return clmap(revenue, 1, 5)                                       -- expect: there is no name "clmap"
    end
    return 3
  end,
}

scheme "class" (by_score { A = 4, B = 2.6, C = 1, hysterisis = 0.15 })  -- expect: hysterisis
scheme "abc" (by_cumulative_share("revenue", { A = 0.7, B = 0.9, C = 0.95 })) -- expect: shares must end at 1

rule "late payers are never A" {                                        -- expect: at_most = "A-" is not a class of scheme
  when    = function(days_late) return days_late > 45 end,
  at_most = "A-",
}

action "grow" { class = "B", txt = "Grow" }                             -- expect: txt is not a key of an action; did you mean "text"?
remove "criterion" "nowhere"                                            -- expect: nowhere
