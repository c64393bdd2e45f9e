-- Sølvskjer Renhold, an invented cleaning company in Norway: how sure are we of those who pay for all this (F-11)?
-- Once a year each customer is asked one question, how satisfied are you, 1 to 5. Nothing of the built-in profile
-- is used; of the factor library, satisfaction: it reads answer and date, and an answer older than 18 months (548
-- days) is missing.
require "factors.satisfaction"

field "key"               { column = "Kundenr", type = "text" }
field "name"              { column = "Kunde" }
field "revenue"           { column = "Omsetning 12 mnd", type = "number" }
field "satisfaction"      { column = "Hvor fornøyd er du? (1-5)" }
field "satisfaction_date" { column = "Svardato" }

-- ---- what an answer is worth ----

-- The very satisfied come back six times as often as the satisfied; the rest is anybody's. Mean score of those who
-- answered: share very satisfied + share satisfied / 6, which is the loyalty index.
local k = 6

criterion "satisfaction" { points = lookup("recent_satisfaction", { ["5"] = 1, ["4"] = 1 / k }, 0) }

-- ---- classes ----

-- Loyalty against value. Large: the best fifth by revenue. Not asked is not the same as dissatisfied.
local segments = {
  large = { "Large and loyal", "Large and satisfied", "Large and leaving", "Large, not asked" },
  small = { "Small and loyal", "Small and satisfied", "Small and leaving", "Small, not asked" },
}

scheme "segment" {
  classes = {
    "Large and loyal", "Large and satisfied", "Large and leaving", "Large, not asked",
    "Small and loyal", "Small and satisfied", "Small and leaving", "Small, not asked",
  },
  class = function(revenue, recent_satisfaction_or_nil, population)
    local size = revenue >= population.revenue:quantile(0.8) and segments.large or segments.small
    if recent_satisfaction_or_nil == nil then return size[4] end
    if recent_satisfaction_or_nil >= 5 then return size[1] end
    return recent_satisfaction_or_nil >= 4 and size[2] or size[3]
  end,
}

-- Top box and top two, apart: 4 is not nearly 5.
scheme "answers" (by_value("recent_satisfaction", {
  ["Very satisfied"] = 5, ["Satisfied"] = 4, ["Not satisfied"] = 1,
}))

-- The same fifth as in `segment`, to compare its index with that of the others.
scheme "value" (by_rank_share("revenue", { Large = 0.20, Small = 1 }))

-- ---- what to do ----

action "thank" {
  class = "Large and loyal",
  text = "Ask {name} whom else we should meet, and whether we may name it",
  owner = "managing director", every = "6 months",
}

-- Four of five is where large customers are lost: they do not complain, they tender.
action "find the fifth point" {
  class = "Large and satisfied",
  text = "Visit {name}: what would make the {recent_satisfaction} a 5? One thing, with a date",
  owner = "account manager", every = "2 months",
}

action "rescue" {
  class = "Large and leaving",
  text = "The managing director calls this week: {revenue} a year and a {recent_satisfaction}",
  owner = "managing director", every = "1 month",
}

for _, class in ipairs { "Large, not asked", "Small, not asked" } do
  action("ask: " .. class) {
    class = class,
    text = "Ask: no answer of the last 18 months",
    owner = "customer service", every = "12 months",
  }
end

action "say sorry" {
  class = "Small and leaving",
  text = "Call about the {recent_satisfaction}; the foreman looks at the site",
  owner = "customer service", every = "6 months",
}

-- ---- tests ----

local others = {
  { revenue = 5e6, satisfaction = 5, satisfaction_date = "2026-01-01" },
  { revenue = 1e5 }, { revenue = 1e5 }, { revenue = 1e5 },
}

test "large and loyal" {
  customer   = { revenue = 6e6, satisfaction = 5, satisfaction_date = "2026-05-01" },
  population = others,
  as_of      = "2026-06-30",
  expect     = {
    class = "Large and loyal", classes = { answers = "Very satisfied", value = "Large" },
    score = 1, actions = { "thank" },
  },
}

-- 1 / 6 = 0.1667
test "satisfied is a sixth of very satisfied" {
  customer   = { revenue = 6e6, satisfaction = 4, satisfaction_date = "2026-05-01" },
  population = others,
  as_of      = "2026-06-30",
  expect     = {
    class = "Large and satisfied", classes = { answers = "Satisfied" },
    score = 0.1667, actions = { "find the fifth point" },
  },
}

test "a three is leaving" {
  customer   = { revenue = 6e6, satisfaction = 3, satisfaction_date = "2026-05-01" },
  population = others,
  as_of      = "2026-06-30",
  expect     = {
    class = "Large and leaving", classes = { answers = "Not satisfied" },
    score = 0, actions = { "rescue" },
  },
}

test "548 days are 18 months" {
  customer   = { revenue = 2e5, satisfaction = 5, satisfaction_date = "2024-12-29" },
  population = others,
  as_of      = "2026-06-30",
  expect     = { class = "Small and loyal", classes = { value = "Small" } },
}

test "549 days are too long ago" {
  customer   = { revenue = 2e5, satisfaction = 5, satisfaction_date = "2024-12-28" },
  population = others,
  as_of      = "2026-06-30",
  expect     = {
    class = "Small, not asked", score = "missing", actions = { "ask: Small, not asked" },
  },
}

test "large and never asked" {
  customer   = { revenue = 6e6 },
  population = others,
  as_of      = "2026-06-30",
  expect     = { class = "Large, not asked", actions = { "ask: Large, not asked" } },
}

test "small and satisfied" {
  customer   = { revenue = 2e5, satisfaction = 4, satisfaction_date = "2026-05-01" },
  population = others,
  as_of      = "2026-06-30",
  expect     = { class = "Small and satisfied" },
}

test "small and leaving" {
  customer   = { revenue = 2e5, satisfaction = 1, satisfaction_date = "2026-05-01" },
  population = others,
  as_of      = "2026-06-30",
  expect     = { class = "Small and leaving", actions = { "say sorry" } },
}
