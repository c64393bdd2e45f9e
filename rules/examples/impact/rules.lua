-- Derryfane Mouldings, an invented injection moulder in Ireland: which customers would hurt us most if they left,
-- and which of those would we not have chosen (F-13)? Nothing of the built-in profile is used.

field "key"     { column = "Customer no", type = "text" }
field "name"    { column = "Customer" }
field "revenue" { column = "Revenue", type = "number" }

-- Revenue less material, machine hours, freight and the hours of sales and administration, twelve months. A customer
-- may lose us money.
field "net_margin" { column = "Net margin", type = "number" }

-- How long it took to win and run in the last three customers of its kind.
field "months_to_replace" { column = "Months to replace", type = "number", min = 0 }

-- Net margin of the customers that came through this one ("Came through") and would follow it.
field "linked_margin" { column = "Linked margin", type = "number" }

-- What would stand idle: its moulds, a machine bought for it, stock with its name on.
field "stranded_cost" { column = "Stranded cost", type = "number", min = 0 }

-- Asked of the three owners: knowing what we know, would we take it on again?
field "choose_again" { column = "Choose again", type = "yes/no" }

-- ---- what it would cost us, in money (F-13) ----

measure "impact" (function(net_margin, months_to_replace, linked_margin, stranded_cost)
  return net_margin * months_to_replace / 12 + linked_margin + stranded_cost
end)

-- ---- classes ----

-- Above 10 % of everything that we earn, a customer can bring us down. Above 3 % it costs somebody's job.
local critical, felt = 0.10, 0.03

scheme "impact" {
  classes = { "Critical", "Felt", "Small" },
  ordered = true,
  class = function(impact, population)
    local share = impact / population.net_margin.total
    local class = share > critical and "Critical" or share > felt and "Felt" or "Small"
    return class, ("%.1f %% of the total net margin"):format(share * 100)
  end,
}

-- The list that hurts: critical, and we would not keep it by choice.
scheme "choice" {
  classes = { "Critical, not by choice", "Critical by choice", "Critical, nobody asked", "Not critical" },
  class = function(impact, population, choose_again_or_nil)
    if impact / population.net_margin.total <= critical then return "Not critical" end
    if choose_again_or_nil == nil then return "Critical, nobody asked" end
    return choose_again_or_nil and "Critical by choice" or "Critical, not by choice"
  end,
}

-- ---- what to do ----

action "protect" {
  class = "Critical", scheme = "impact",
  text = "Two of us know {name} and its moulds; a contract of more than {months_to_replace} months",
  owner = "managing director", every = "1 month",
}

action "get free" {
  scheme = "choice", class = "Critical, not by choice",
  text = "Find work for its machines within {months_to_replace} months; then ask for better terms",
  owner = "sales", every = "1 month",
}

action "ask" {
  scheme = "choice", class = "Critical, nobody asked",
  text = "Decide at the next board meeting: would we take {name} on again?",
  owner = "managing director", every = "1 month",
}

action "know" {
  class = "Felt", scheme = "impact",
  text = "A deputy for every contact; ask once a year what we do badly",
  owner = "sales", every = "6 months",
}

-- ---- tests ----

-- 600,000 x 9 / 12 + 120,000 + 80,000 = 650,000, which is 12.5 % of 5,200,000.
test "the example of F-13" {
  customer   = {
    net_margin = 600e3, months_to_replace = 9,
    linked_margin = 120e3, stranded_cost = 80e3, choose_again = true,
  },
  population = { { net_margin = 4.6e6 } },
  expect     = {
    class = "Critical", classes = { choice = "Critical by choice" },
    reasons = { "12.5 % of the total net margin" },
  },
}

test "exactly 10 % is not above it" {
  customer   = {
    net_margin = 100e3, months_to_replace = 12,
    linked_margin = 0, stranded_cost = 0, choose_again = false,
  },
  population = { { net_margin = 900e3 } },
  expect     = { class = "Felt", classes = { choice = "Not critical" } },
}

-- -60,000 x 10 / 12 + 640,000 = 590,000 of 5,000,000: the machine is the dependence, not the margin.
test "who loses us money can be critical" {
  customer   = {
    net_margin = -60e3, months_to_replace = 10,
    linked_margin = 0, stranded_cost = 640e3, choose_again = false,
  },
  population = { { net_margin = 5.06e6 } },
  expect     = {
    class = "Critical", classes = { choice = "Critical, not by choice" },
    actions = { "protect", "get free" },
  },
}

test "nobody asked is a list of its own" {
  customer   = {
    net_margin = 380e3, months_to_replace = 18,
    linked_margin = 0, stranded_cost = 0,
  },
  population = { { net_margin = 4.62e6, choose_again = true } },
  expect     = { class = "Critical", classes = { choice = "Critical, nobody asked" } },
}

test "without months there is no answer" {
  customer   = { net_margin = 90e3, linked_margin = 0, stranded_cost = 0 },
  population = { { net_margin = 910e3, months_to_replace = 1, choose_again = true } },
  expect     = { class = "?" },
}

test "three percent is small" {
  customer   = {
    net_margin = 30e3, months_to_replace = 12,
    linked_margin = 0, stranded_cost = 0, choose_again = true,
  },
  population = { { net_margin = 970e3 } },
  expect     = { class = "Small" },
}
