-- Wholesale distributor, Portugal: 440 clients and what they bought in a year from six groups of
-- goods. The purchases are real (README.md); weights and judgements are a consultant's example.
-- Figures "of the data" are quantiles, rounded, and written out so that they stand still when next
-- year's purchases come: then a client's points change because the client did.

field "key"              { column = "client" }
field "fresh"            { column = "Fresh", type = "number" }
field "milk"             { column = "Milk", type = "number" }
field "grocery"          { column = "Grocery", type = "number" }
field "frozen"           { column = "Frozen", type = "number" }
field "detergents_paper" { column = "Detergents_Paper", type = "number" }
field "delicassen"       { column = "Delicassen", type = "number" } -- as the file spells it
field "channel"          { column = "Channel", type = "text" } -- 1 hotel, restaurant, cafe; 2 retail
field "region"           { column = "Region", type = "text" } -- 1 Lisbon, 2 Porto, 3 elsewhere

-- ---- measures ----

measure "revenue" (sum("fresh", "milk", "grocery", "frozen", "detergents_paper", "delicassen"))

-- How many groups the purchases are worth, 1 to 6: exp of the entropy (F-07).
measure "product_mix" (mix("fresh", "milk", "grocery", "frozen", "detergents_paper", "delicassen"))

-- Groups that make up 1 % or more of what the client buys (F-07): less is a stray order.
measure "product_groups" (function(revenue, fresh, milk, grocery, frozen, detergents_paper, delicassen)
  local groups = 0
  for _, bought in ipairs { fresh, milk, grocery, frozen, detergents_paper, delicassen } do
    if bought >= 0.01 * revenue then groups = groups + 1 end
  end
  return groups
end)

measure "fresh_share" (ratio("fresh", "revenue"))

-- ---- what counts ----

-- Of the built-in profile: nobody has rated these clients, counted hours or kept last year's sales.
remove "criterion" "development_potential"
remove "criterion" "admin_time"
remove "criterion" "risk"
remove "criterion" "growth"
for _, action in ipairs { "develop", "farm both", "farm revenue", "hunt potential", "serve" } do
  remove "action" (action) -- they speak of potential
end

-- Edges: 10, 40, 75 and 90 % quantiles of the data (10,948; 23,370; 41,308; 57,819).
criterion "revenue" { weight = 40, points = bands("revenue", { 11e3, 23e3, 41e3, 58e3 }) }

-- Who buys everything here has no second supplier. 5 and 95 % quantiles of the data: 2.27 and 5.04.
criterion "product_mix" { weight = 25, points = linear("product_mix", { worst = 2.25, best = 5 }) }

-- Dependence on one client. At 1 % stand six clients who hold 7.4 % of all purchases together, at
-- 0.5 % sixteen more; nobody comes near the 10 % at which F-05 begins to speak.
criterion "concentration" {
  weight = 15,
  points = function(revenue, population)
    local share = revenue / population.revenue.total
    if share >= 0.01 then
      return 1, ("%.1f %% of all purchases are this client's"):format(share * 100)
    end
    return share >= 0.005 and 3 or 5
  end,
}

-- Retail: 32 % of the clients, 45 % of the purchases. One step, not two: half of it is size again.
criterion "channel" { weight = 10, points = lookup("channel", { ["1"] = 3, ["2"] = 4 }) }

-- Fresh goods mean a van every morning: the less of them, the cheaper the same purchases.
criterion "delivery" { weight = 10, points = percentile("fresh_share", { best = "low" }) }

-- ---- classes ----

-- A is the best fifth, A and B are somewhat more than half (quantiles of the score: 80 % 3.84, 43 %
-- 3.20). 0.15 is the built-in hysteresis: a client who wavers at a threshold stays where it was.
scheme "class" (by_score { A = 3.8, B = 3.2, C = 1, hysteresis = 0.15 })

-- F-01 with its usual limits.
scheme "abc" (by_cumulative_share("revenue", { A = 0.70, B = 0.90, C = 1.00 }))

-- Large: the quarter of the clients that buys half of everything (F-03). Broad: 4 points, that is an
-- effective number of groups of 4.3; the upper quartile of the data begins at 4.39.
scheme "matrix" (matrix {
  y = value("revenue"), x = points("product_mix"), split = { y = share(0.50), x = 4 },
  names = { high_high = "Core", high_low = "Deepen", low_high = "Grow", low_low = "Serve" },
})

-- Who drives there.
scheme "route" {
  classes = { "Lisbon", "Porto", "Carrier" },
  class = function(region)
    return region == "1" and "Lisbon" or region == "2" and "Porto" or "Carrier"
  end,
}

-- ---- what no sum can say ----

-- Four groups or fewer have 39 of 440: a competitor sells them the rest.
rule "a client of four groups or fewer is never A" {
  when = function(product_groups) return product_groups <= 4 end,
  at_most = "B",
}

-- The largest twentieth (from 71,914) buys 18 % of everything: too much to be left to customer service.
rule "the largest twentieth is at least B" {
  when = function(revenue, population) return revenue >= population.revenue:quantile(0.95) end,
  at_least = "B",
}

-- ---- what to do (keep, lift and release change the built-in ones) ----

action "keep" {
  class = "A",
  text = "Name one person who answers for client {key}; ask once a year what we do badly",
  owner = "key account", every = "3 months",
}

action "lift" {
  class = "B",
  text = "{gap} points to A, {weakest_criterion} loses most: offer what it buys elsewhere",
  owner = "sales", every = "1 month",
  when = function(product_groups) return product_groups > 4 end,
}

action "broaden" {
  class = "B",
  text = "Sell it one more group: with {product_groups} it cannot be A, whatever its score",
  owner = "sales", every = "1 month",
  when = function(product_groups) return product_groups <= 4 end,
}

-- Below the second edge of revenue a visit costs more than it brings.
action "release" {
  class = "C",
  text = "{revenue} a year from {product_groups} groups: newsletter and web shop instead of visits",
  owner = "customer service", every = "6 months",
  when = function(revenue) return revenue < 23e3 end,
}

action "call" {
  class = "C",
  text = "Two calls a year: {weakest_criterion} loses most",
  owner = "customer service", every = "6 months",
  when = function(revenue) return revenue >= 23e3 end,
}

action "deepen" {
  scheme = "matrix", class = "Deepen",
  text = "Large but narrow: bring samples from the groups that it does not buy",
  owner = "sales", every = "3 months",
}

-- ---- tests: `vikt test` runs them ----

local others = { { fresh = 40e6 } } -- everybody else as one, who buys nothing but fresh goods

-- 0.40 x 5 + 0.25 x 3.545 (four equal groups) + 0.15 x 5 + 0.10 x 4 (channel) + 0.10 x 4 (the less
-- fresh of two) = 4.436, an A but for the fifth group.
test "a client of four groups is a B whatever its score" {
  customer = {
    fresh = 25e3, milk = 25e3, grocery = 25e3, frozen = 25e3, detergents_paper = 0, delicassen = 0,
    channel = "2", region = "1",
  },
  population = others,
  expect = {
    class = "B", score = 4.436, classes = { route = "Lisbon" },
    reasons = { "a client of four groups or fewer is never A" }, actions = { "broaden" },
  },
}

test "a fifth group makes it an A that could grow" {
  customer = {
    fresh = 20e3, milk = 20e3, grocery = 20e3, frozen = 20e3, detergents_paper = 20e3, delicassen = 0,
    channel = "2", region = "2",
  },
  population = others,
  expect = {
    class = "A", points = { product_mix = 5 }, classes = { abc = "C", matrix = "Grow", route = "Porto" },
    actions = { "keep" },
  },
}

-- 500,000 of 40,500,000
test "one per cent of all purchases is dependence" {
  customer = {
    fresh = 500e3, milk = 0, grocery = 0, frozen = 0, detergents_paper = 0, delicassen = 0,
    channel = "1", region = "3",
  },
  population = others,
  expect = {
    points = { concentration = 1 }, reasons = { concentration = "1.2 % of all purchases" },
    classes = { route = "Carrier" },
  },
}

test "a stray order is answered by the web shop" {
  customer = {
    fresh = 10e3, milk = 500, grocery = 200, frozen = 100, detergents_paper = 0, delicassen = 50,
    channel = "1", region = "3",
  },
  population = others,
  expect = { class = "C", points = { revenue = 1, channel = 3 }, actions = { "release" } },
}

-- A client who stands alone is the largest twentieth.
-- 0.40 x 3 + 0.25 x 1 + 0.15 x 1 + 0.10 x 3 + 0.10 x 3 = 2.2
test "the largest twentieth is not left to customer service" {
  customer = {
    fresh = 30e3, milk = 0, grocery = 0, frozen = 0, detergents_paper = 0, delicassen = 0,
    channel = "1", region = "3",
  },
  expect = {
    class = "B", score = 2.2, classes = { abc = "A", matrix = "Deepen" },
    reasons = { "the largest twentieth is at least B" }, actions = { "broaden", "deepen" },
  },
}

test "a broad client of the middle size can be lifted" {
  customer = {
    fresh = 8e3, milk = 8e3, grocery = 8e3, frozen = 8e3, detergents_paper = 8e3, delicassen = 8e3,
    channel = "2", region = "3",
  },
  expect = { class = "B", points = { revenue = 4 }, classes = { matrix = "Core" }, actions = { "lift" } },
}

-- 80 % of all purchases come before it.
test "who begins at 80 % of the purchases is a B by share" {
  customer = {
    fresh = 20e3, milk = 0, grocery = 0, frozen = 0, detergents_paper = 0, delicassen = 0,
    channel = "1", region = "3",
  },
  population = { { fresh = 80e3 } },
  expect = { points = { revenue = 2 }, classes = { abc = "B" }, actions = { "release" } },
}
