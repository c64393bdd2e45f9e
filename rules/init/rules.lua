-- The rules of one company, for what has to be calculated. Everything that vikt.ini can say can be said here too, in nearly
-- the same words; `vikt convert vikt.ini` shows how. What is stated here changes what vikt.ini says of the same name.
--
-- A line that begins with -- is a comment. After every change: `vikt check .` says what is wrong, with the line.

-- A measure is a value made for each customer from the columns of the list. The words in function(...) say what it needs:
-- names of fields and of other measures. If a customer lacks one of them, it lacks the measure too, and nothing breaks.
measure "order_value" (function(revenue, orders)
  if orders > 0 then
    return revenue / orders
  end
end) -- no orders: nothing is returned, and the measure is missing

-- A measure is then used like a column. Below 1,000 an order is 1 point, from 1,000 on 2, from 3,000 on 3, and so on.
criterion "order_value" {
  weight = 5,
  points = bands("order_value", { 1e3, 3e3, 6e3, 9e3 }), -- 1e3 is 1000
}

-- A criterion may also calculate its points: a number from 1 to 5 and, if you like, a reason that `vikt explain` shows.
criterion "complaints" {
  weight = 10,
  points = function(complaints, orders)
    local share = complaints / orders
    if share > 0.10 then
      return 1, "more than one order in ten ends in a complaint"
    end
    return interpolate(share, { { 0, 5 }, { 0.10, 2 } }) -- a straight line: none is 5 points, one in ten is 2
  end,
}

-- population knows all customers: their count, and total, mean, median and more of every field. This criterion asks how much
-- we depend on one customer.
criterion "dependence" {
  weight = 5,
  points = function(revenue, population)
    local share = revenue / population.revenue.total
    if share > 0.20 then
      return 1, ("%.0f %% of all revenue comes from this customer"):format(share * 100)
    end
    return share > 0.10 and 3 or 5 -- above 10 %: 3 points, else 5
  end,
}

-- A rule may ask a function as well: true means that it holds for this customer.
rule "who falls by a third is at most B" {
  when = function(revenue, revenue_prev)
    return revenue < revenue_prev * 2 / 3
  end,
  at_most = "B",
}

action "complaints" {
  class = "B",
  when = "complaints >= 2",
  text = "Go through the {complaints} complaints with {name}",
  owner = "customer service",
  every = "1 month",
}

-- Tests: invented customers, and what must come out for them. `vikt test .` runs them. Write one whenever you write a rule, and
-- you will hear of it if a later change breaks it.
test "many complaints are worth one point" {
  customer = { revenue = 90e3, revenue_prev = 80e3, orders = 20, complaints = 3 },
  expect = { points = { complaints = 1 }, reasons = { complaints = "more than one order in ten" } },
}

test "a complaint in twenty orders is half way down to two points" {
  customer = { revenue = 90e3, revenue_prev = 80e3, orders = 20, complaints = 1 },
  expect = { points = { complaints = 3.5 } },
}

test "without orders nothing is known of complaints" {
  customer = { revenue = 90e3, revenue_prev = 80e3, complaints = 0 },
  population = { { revenue = 50e3, orders = 10 } }, -- the other customers
  expect = { points = { complaints = false, order_value = false } },
}

test "a customer who was large and falls is not an A" {
  customer = {
    revenue = 600e3, revenue_prev = 950e3, potential = 5, product_groups = 8, admin_hours = 2, risk = 1, days_late = 0,
    orders = 60, complaints = 0,
  },
  population = { { revenue = 2e6, product_groups = 3 }, { revenue = 1e6, product_groups = 2 } },
  expect = { class = "B", points = { order_value = 5, dependence = 3 }, reasons = { "who falls by a third is at most B" } },
}

test "late payers are never A" {
  customer = {
    revenue = 600e3, revenue_prev = 600e3, potential = 5, product_groups = 8, admin_hours = 2, risk = 1, days_late = 31,
    orders = 60, complaints = 0,
  },
  population = { { revenue = 2e6, product_groups = 3 } },
  expect = { class = "B" },
}
