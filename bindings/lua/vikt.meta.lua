---@meta
-- SPDX-License-Identifier: MIT
-- luacheck: ignore
--
-- The rule language for the Lua language server: every statement, word and record with its type, range and help. An editor
-- reads this file and never runs it. `vikt init` writes it into a company's folder; the whole reference is docs/rules.md.

---A value of one customer: a number, a text, yes or no. A date is the number of its day. Missing is nil.
---@alias vikt.cell number|string|boolean

---The name of a field or measure.
---@alias vikt.name string

---The name of a class of the scheme in question.
---@alias vikt.class string

---A scale: how a value becomes points. Made by bands, linear, percentile, quantiles, rating, lookup, share_bands, scaled.
---@class vikt.scale

---A native measure. Made by sum, ratio, difference, growth, symmetric_growth, mix, evenness, count_positive, days_since.
---@class vikt.native

---An axis of a matrix. Made by value or points.
---@class vikt.axis

---Where an axis of a matrix becomes high. Made by share or percentile, or the word median.
---@class vikt.split

---A scheme. Made by by_score, by_cumulative_share, by_rank_share, by_rank, by_value, matrix.
---@class vikt.scheme_call

---A condition of a decision table. Made by at_most, at_least, between, one_of.
---@class vikt.cell_condition

---A function says in its parameters what it needs: names of fields and measures, and (depending on the statement) the words
---customer, today, population, previous, result. If a named field is missing for a customer the function is not called, and
---its result is missing; write NAME_or_nil to be called all the same, with nil.
---@alias vikt.measure_function fun(...): vikt.cell?
---@alias vikt.points_function fun(...): number?, string?
---@alias vikt.class_function fun(...): vikt.class?, string?
---@alias vikt.condition_function fun(...): boolean?

---------------------------------------------------------------------------------------------------
-- Statements
---------------------------------------------------------------------------------------------------

---@class vikt.profile
---@field extends? string What this profile changes: "default" (also when left out), "none", or an .ini or .lua file in the same folder or below it.
---@field require? string[] Factors and modules that are taken in, as require does: { "factors.payment" }.
---@field name? string Shown at the head of every report. Stands before the table: profile "Acme" { ... }.
---@field language? string With "sv", numbers in the texts of actions have a decimal comma. Default "en".
---@field currency? string Currency of the money in the data, such as "EUR"; kept with the run.
---@field rates? table<string, number> Price of one unit of other currencies in this one, for invoices: { EUR = 11.42 }.
---@field scale? number[] Lowest and highest points, two rising numbers. Default { 1, 5 }.
---@field min_coverage? number 0 to 1: who is known for less of the weight gets no class by score. Default 0.6.
---@field min_weight? number 0 to 1: when the criteria that have data hold less of the weight, nobody is classified by score. Default 0.5.
---@field max_failures? integer So many customers may make a function fail before the run is given up. Default 1000.
---@field as_of? string Date of the run, "2026-06-30"; --as-of goes before it. Default: today.
---@field personal? string "mask" (the default): of personal numbers only "750231-****" is kept and shown. "keep": they stay as they are.

---One for the whole profile: `profile "Acme" { currency = "EUR" }`.
---@param name string
---@return fun(settings: vikt.profile)
---@overload fun(settings: vikt.profile)
---@overload fun(name: string, settings: vikt.profile)
function profile(name) end

---@class vikt.field
---@field column? string The heading of the column. Default: the heading that fits the field's name or a synonym.
---@field synonyms? string[] Other headings that mean this field.
---@field type? "number"|"text"|"date"|"yes/no" Default: the data tells.
---@field optional? boolean The column may be missing altogether; what needs it is then left out. Default: no (fields of the built-in profile: yes).
---@field required? boolean A row without this value is left out. Default: no.
---@field min? number A number below is off its scale: it counts as missing and is listed.
---@field anchors? table<string, string>|string[] What marks mean, for those who give them: { ["1"] = "none", ["5"] = "much" }.
---@field max? number A number above is off its scale: it counts as missing and is listed.

---A column that the profile may speak of: `field "orders" { column = "Orders", type = "number" }`.
---@param name vikt.name
---@return fun(settings: vikt.field)
---@overload fun(name: vikt.name, settings: vikt.field)
function field(name) end

---@class vikt.measure
---@field value? vikt.native|vikt.measure_function How it is made; may also stand without the table.

---A value made once for each customer from its own fields and other measures, and then used like a field:
---`measure "margin_share" (ratio("margin", "revenue"))`. A function may name fields, measures, customer and today.
---@param name vikt.name
---@return fun(value: vikt.native|vikt.measure_function|vikt.measure)
---@overload fun(name: vikt.name, value: vikt.native|vikt.measure_function|vikt.measure)
function measure(name) end

---@class vikt.criterion
---@field weight? number How much it counts, 0 or more; only the proportions matter. 0: shown, but not counted.
---@field points? vikt.scale|vikt.points_function How the value becomes points. A function returns points and, if it likes, a reason; it may name fields, measures, customer, today, population and previous.
---@field or_points? vikt.scale|vikt.points_function A second scale, for customers without a value for the first, and for data without its column.
---@field missing? "skip"|"worst"|"middle"|"carry"|"reject"|number What a missing value becomes: the weight is shared among the others; the lowest points; the middle; those of the last run; no class by score; or so many points. Default "skip".
---@field carry_months? integer How old the last run may be for missing = "carry", in months, 0 to 1200; 0: any age. Default 12.
---@field group? string A group of criteria that share a cap.

---One thing that is judged: `criterion "revenue" { weight = 30, points = bands("revenue", { 50e3, 250e3, 1e6 }) }`.
---@param name string
---@return fun(settings: vikt.criterion)
---@overload fun(name: string, settings: vikt.criterion)
function criterion(name) end

---@class vikt.group
---@field cap? number The largest share of the weight that the group's criteria may have together, above 0 and up to 1.

---Keeps several criteria that say nearly the same from ruling the score: `group "money" { cap = 0.30 }`.
---@param name string
---@return fun(settings: vikt.group)
---@overload fun(name: string, settings: vikt.group)
function group(name) end

---@class vikt.rule
---@field when? string|vikt.condition_function For whom: "days_late > 45", or a function that may name fields, measures, customer, today, population, previous and result.
---@field at_most? vikt.class No better class than this.
---@field at_least? vikt.class No worse class than this.
---@field exactly? vikt.class This class.
---@field scheme? string The scheme that the rule is about. Default: the primary one.

---What no sum can say: `rule "late payers are never A" { when = "days_late > 45", at_most = "B" }`.
---@param name string
---@return fun(settings: vikt.rule)
---@overload fun(name: string, settings: vikt.rule)
function rule(name) end

---A scheme by function, or settings that change a scheme: `scheme "class" { hysteresis = 0.2 }`.
---@class vikt.scheme
---@field classes? vikt.class[] The classes that the function may return.
---@field class? vikt.class_function Returns a class and, if it likes, a reason; may name fields, measures, customer, today, population, previous and result.
---@field ordered? boolean Its classes go from best to worst, and rules may say at_most. Default: no.
---@field [string] any Another option of the scheme that is changed.

---A way to put every customer into one class: `scheme "class" (by_score { A = 3.8, B = 2.6, C = 1 })`.
---@param name string
---@return fun(scheme: vikt.scheme_call|vikt.scheme)
---@overload fun(name: string, scheme: vikt.scheme_call|vikt.scheme)
function scheme(name) end

---@class vikt.action
---@field class? vikt.class For the customers of this class.
---@field text? string What to do. Blanks: {name}, {key}, {class}, {weakest_criterion}, {gap}, and fields and measures such as {revenue}.
---@field owner? string Who does it.
---@field every? string How often, in your words: "3 months".
---@field when? string|vikt.condition_function Only for these customers of the class.
---@field scheme? string The scheme that the class belongs to. Default: the primary one.

---What to do with the customers of a class: `action "lift" { class = "B", text = "Plan for {weakest_criterion}" }`.
---@param name string
---@return fun(settings: vikt.action)
---@overload fun(name: string, settings: vikt.action)
function action(name) end

---Takes out what a file before this one stated: `remove "criterion" "admin_time"`.
---@param kind "field"|"measure"|"criterion"|"group"|"rule"|"scheme"|"action"|"test"
---@return fun(name: string)
---@overload fun(kind: string, name: string)
function remove(kind) end

---@class vikt.sources
---@field customers? string The data file of `vikt run FOLDER`.
---@field invoices? string A ledger of invoices or orders, from which measures of each customer are made.
---@field ratings? string Sheets of ratings, one a rater: a name, or a pattern such as "ratings-*.csv".
---@field rules? string The rule file, in the same folder or below it.

---The company's files, in its folder. Usually said in vikt.ini.
---@param settings vikt.sources
function sources(settings) end

---@class vikt.source
---@field encoding? "utf-8"|"utf-16le"|"utf-16be"|"windows-1252"|"latin1"|"cp437"|"cp850"|"cp865"|"mac-roman" Default: the file's bytes tell.
---@field separator? "semicolon"|"comma"|"tab"|"pipe"|"blank" Between cells.
---@field decimal? "point"|"comma" The mark before decimals.
---@field dates? "ymd"|"dmy"|"mdy" The order of day, month and year.
---@field heading? integer The row of the headings; 0: there is none.
---@field sheet? string Of a workbook: the sheet's name, or its number.
---@field table? string Of a SQLite file, or a list in the object of a JSON file.
---@field query? string A SELECT on a SQLite file.
---@field combine? "median"|"mean" Of ratings: how the marks of several raters become one. Default "median".
---@field weights? table<string, number> Of ratings by mean: what a rater's marks count, by the rater's name. Default 1 each.
---@field customer? string Of invoices: the column of the customer's key, by its heading or, without headings, its number in quotes.
---@field name? string The customer's name.
---@field invoice? string The invoice's or order's number.
---@field date? string The invoice's or order's date.
---@field due? string The due date.
---@field paid? string The date of payment.
---@field net? string The amount without VAT.
---@field gross? string The amount with VAT.
---@field amount? string The amount of which it is not known whether VAT is in it.
---@field vat? string The VAT.
---@field balance? string What is still to be paid.
---@field currency? string The currency.
---@field product_group? string The product group.
---@field cancelled? string Whether the invoice is cancelled.
---@field credit? string Whether it is a credit note.
---@field status? string Words such as "cancelled" or "paid".
---@field type? string Words such as "invoice" or "credit note".
---@field quantity? string How many were sold, where there is no amount.
---@field price? string The price of one.
---@field debit? string What customers owe, where debit and credit stand in two columns.
---@field credited? string What they no longer owe.
---@field refunded? string How much of the amount was paid back.
---@field credits? "payments"|"notes" What the rows with a credit are, where no word says so.

---How a source is read, where looking at it is not enough. Usually said in vikt.ini.
---@param name "customers"|"invoices"|"ratings"
---@return fun(settings: vikt.source)
---@overload fun(name: string, settings: vikt.source)
function source(name) end

---@class vikt.database
---@field path? string Where runs are stored. Default "vikt.db".

---Where runs are stored. Usually said in vikt.ini.
---@param settings vikt.database
function database(settings) end

---@class vikt.test
---@field customer? table<vikt.name, vikt.cell> Its fields with their values; dates as texts, "2026-05-12".
---@field population? table<vikt.name, vikt.cell>[] The other customers. Without it the customer stands alone.
---@field previous? vikt.test_previous What the run before said of it. Default: there was no run before.
---@field as_of? string The date of the run. Default: the profile's; a test that gives dates must have one.
---@field expect? vikt.expect What must come out.

---@class vikt.test_previous
---@field class? vikt.class Of the primary scheme.
---@field score? number On the scale of points.
---@field points? table<string, number> By criterion.
---@field classes? table<string, vikt.class> By scheme.
---@field as_of? string The date of that run.

---@class vikt.expect
---@field class? vikt.class The class in the primary scheme; "?" for none.
---@field classes? table<string, vikt.class> The class in each of some schemes.
---@field score? number|false The score; false: none.
---@field points? table<string, number|false> Points of criteria; false: none.
---@field reasons? table<string|integer, string> Texts that must occur: by criterion or scheme, or anywhere, the names of the rules that held included.
---@field actions? string[] Actions that apply.
---@field tolerance? number How far score and points may be off. Default 0.005.

---What must come out for one invented customer:
---`test "late payers" { customer = { revenue = 9e6, days_late = 60 }, expect = { class = "B" } }`
---@param name string
---@return fun(settings: vikt.test)
---@overload fun(name: string, settings: vikt.test)
function test(name) end

---------------------------------------------------------------------------------------------------
-- Scales: points without a function. lo and hi are the ends of the profile's scale, 1 and 5 unless told.
---------------------------------------------------------------------------------------------------

---@class vikt.best
---@field best? "low"|"high" "low": less is better. Default "high".

---Steps: n edges make n + 1 evenly spaced steps from lo to hi. Rising edges: more is better, and a value that reaches an edge
---has the next step. Falling edges: less is better. `bands("revenue", { 50e3, 250e3, 1e6 })`
---@param field vikt.name
---@param edges number[] 1 to 1000 of them, rising or falling all the way
---@return vikt.scale
function bands(field, edges) end

---@class vikt.ends
---@field worst number This value and beyond has the lowest points.
---@field best number This value and beyond has the highest points; below worst: less is better.

---A straight line from lo at `worst` to hi at `best`. `linear("admin_hours", { worst = 40, best = 2 })`
---@param field vikt.name
---@param ends vikt.ends
---@return vikt.scale
function linear(field, ends) end

---As a scale, points by rank among all customers: lo + (hi - lo) (m - 0.5) / n. `percentile("orders")`
---As a split of a matrix, the quantile q from 0 to 1 of the axis. `split = { y = percentile(0.8) }`
---@param field vikt.name
---@param options? vikt.best
---@return vikt.scale
---@overload fun(q: number): vikt.split
function percentile(field, options) end

---n groups of equal size, evenly spaced from lo to hi; equal values are never split. `quantiles("product_groups", 5)`
---@param field vikt.name
---@param n? integer 2 to 100, default 5
---@param options? vikt.best
---@return vikt.scale
---@overload fun(field: vikt.name, options: vikt.best): vikt.scale
function quantiles(field, n, options) end

---The value itself, or lo + hi - value with { best = "low" }. A value off the scale counts as missing. `rating("potential")`
---@param field vikt.name
---@param options? vikt.best
---@return vikt.scale
function rating(field, options) end

---Points for each word. A word that is not listed gets `otherwise`; without it, it is missing and the run warns.
---`lookup("branch", { Boats = 5, Building = 3 }, 2)`
---@param field vikt.name
---@param words table<string|number, number> text, number or date to points on the scale
---@param otherwise? number points of all other words; not for missing values
---@return vikt.scale
function lookup(field, words, otherwise) end

---Bands over the customer's share, 0 to 1, of the total of all positive values. `share_bands("revenue", { 0.2, 0.1, 0.05 })`
---@param field vikt.name
---@param edges number[] shares from 0 to 1, rising or falling all the way
---@return vikt.scale
function share_bands(field, edges) end

---The classic scalings, for matching published rankings: x / largest; (x - smallest) / (largest - smallest); x / total;
---x / square root of the sum of squares. `scaled("revenue", "minmax")`
---@param field vikt.name
---@param how "max"|"minmax"|"sum"|"vector"
---@return vikt.scale
function scaled(field, how) end

---------------------------------------------------------------------------------------------------
-- Native measures
---------------------------------------------------------------------------------------------------

---a + b + ... of those that are there; missing when all are. `measure "purchases" (sum("fasteners", "tools"))`
---@param ... vikt.name
---@return vikt.native
function sum(...) end

---a / b; missing when one is, or b is 0.
---@param a vikt.name
---@param b vikt.name
---@return vikt.native
function ratio(a, b) end

---a - b; missing when one is.
---@param a vikt.name
---@param b vikt.name
---@return vikt.native
function difference(a, b) end

---(now - before) / before: 0.5 is 50 % more (F-06). Missing when one is, or before is not above 0.
---@param now vikt.name
---@param before vikt.name
---@return vikt.native
function growth(now, before) end

---2 (now - before) / (now + before), from -2 (lost) to 2 (new); doubled and halved are 2/3 and -2/3 (F-06). Missing when one
---is missing or negative, or both are 0.
---@param now vikt.name
---@param before vikt.name
---@return vikt.native
function symmetric_growth(now, before) end

---As how many groups it is, if all were bought equally: 1 to the number of groups (F-07). Missing when nothing is bought.
---@param ... vikt.name
---@return vikt.native
function mix(...) end

---How evenly the groups are bought: 0 for one alone, 1 for all alike (F-07). Missing when nothing is bought.
---@param ... vikt.name
---@return vikt.native
function evenness(...) end

---How many are above 0; missing when all are.
---@param ... vikt.name
---@return vikt.native
function count_positive(...) end

---Days from the date to the date of the run.
---@param date vikt.name
---@return vikt.native
function days_since(date) end

---------------------------------------------------------------------------------------------------
-- Schemes
---------------------------------------------------------------------------------------------------

---@class vikt.by_score
---@field hysteresis? number How far beyond a threshold the score must be to change class, 0 or more. Default: nobody is kept.
---@field streak_days? integer A class that has held so many days is given in any case, 1 to 3660. Default 28.
---@field [string] number A class and its threshold on the scale; they fall from the best class on.

---The first class whose threshold the score reaches. `by_score { A = 3.8, B = 2.6, C = 1, hysteresis = 0.15 }`
---@param classes vikt.by_score
---@return vikt.scheme_call
function by_score(classes) end

---@class vikt.by_cumulative_share
---@field hysteresis? number Percentage points of the share beyond a limit to change class, 0 or more. Default: nobody is kept.
---@field streak_days? integer A class that has held so many days is given in any case, 1 to 3660. Default 28.
---@field boundary? "start"|"end"|"nearest" Where the customer at the limit goes: up, down, or whichever is nearer. Default "start".
---@field ties? "together"|"by_key" What happens to equal values. Default "together".
---@field base? "positive"|"net" What the total is made of: positive values, or all. Default "positive".
---@field order? "value"|"score" The largest first, or the best score first. Default "value".
---@field [string] any A class and the share, 0 to 1, at which it ends; they rise and end at 1.

---The ABC analysis (F-01): customers from the largest down, until their share of the total reaches the limit.
---`by_cumulative_share("revenue", { A = 0.70, B = 0.90, C = 1.00 })`
---@param field vikt.name
---@param classes vikt.by_cumulative_share
---@return vikt.scheme_call
function by_cumulative_share(field, classes) end

---@class vikt.by_rank_share
---@field hysteresis? number Percentage points of the share beyond a limit to change class, 0 or more. Default: nobody is kept.
---@field streak_days? integer A class that has held so many days is given in any case, 1 to 3660. Default 28.
---@field [string] number A class and the share of the customers, 0 to 1, at which it ends; they rise and end at 1.

---The best 20 % of the customers, and so on. `by_rank_share("score", { A = 0.2, B = 0.5, C = 1 })`
---@param field vikt.name|"score"
---@param classes vikt.by_rank_share
---@return vikt.scheme_call
function by_rank_share(field, classes) end

---@class vikt.by_rank
---@field [string] any A class and the place up to which it goes, rising; the last one may be rest.

---The best 10 customers, the best 40, and the rest. `by_rank("revenue", { A = 10, B = 40, C = rest })`
---@param field vikt.name|"score"
---@param classes vikt.by_rank
---@return vikt.scheme_call
function by_rank(field, classes) end

---@class vikt.by_value
---@field [string] number A class and the amount from which it begins; they fall, and the last class takes everybody who is left.

---Fixed amounts. `by_value("revenue", { A = 1e6, B = 2e5, C = 0 })`
---@param field vikt.name
---@param classes vikt.by_value
---@return vikt.scheme_call
function by_value(field, classes) end

---@class vikt.matrix
---@field y? vikt.axis The upright axis: value("revenue") or points("potential").
---@field x? vikt.axis The level axis.
---@field split? vikt.matrix_split From where on an axis is high.
---@field names? vikt.matrix_names The names of the cells.

---@class vikt.matrix_split
---@field y? number|vikt.split A number, median, share(0.80) or percentile(0.8). Default: values share(0.80); points three quarters up the scale.
---@field x? number|vikt.split The same for the level axis.

---@class vikt.matrix_names
---@field high_high? vikt.class High on y and on x.
---@field high_low? vikt.class High on y, low on x.
---@field low_high? vikt.class Low on y, high on x.
---@field low_low? vikt.class Low on both.

---Two axes and four cells (F-03).
---`matrix { y = value("revenue"), x = points("potential"), split = { y = share(0.80), x = 4 }, names = { ... } }`
---@param settings vikt.matrix
---@return vikt.scheme_call
function matrix(settings) end

---An axis of a matrix: the value of a field or measure.
---@param field vikt.name
---@return vikt.axis
function value(field) end

---An axis of a matrix: the points of a criterion.
---@param criterion string
---@return vikt.axis
function points(criterion) end

---A split of a matrix: high is the group of customers that starts before this share, 0 to 1, of the total is reached.
---@param q number
---@return vikt.split
function share(q) end

---A split of a matrix: the middle value.
---@type vikt.split
median = nil

---The limit of the last class of by_rank: everybody who is left.
---@type integer
rest = nil

---------------------------------------------------------------------------------------------------
-- Decision tables: rows of conditions. In a row a value stands for "equal to it"
---------------------------------------------------------------------------------------------------

---@class vikt.decision_table
---@field hit? "first"|"unique"|"any"|"priority"|"collect_sum"|"collect_min"|"collect_max" What happens when several rows hold; the last three for points only. Default "first".
---@field file? string A CSV file beside this one that has the rows.
---@field classes? vikt.class[] Of a scheme: its classes, the best first. Default: as the rows name them.
---@field ordered? boolean Of a scheme with classes: they go from best to worst. Default false.
---@field [integer] table<string, vikt.cell|vikt.cell_condition> A row: what each field or measure must be, and `class` or `points`; `when` for a whole condition.

---Rows of conditions, for a scheme or for points.
---`decision_table { hit = "first", { recency = at_most(30), class = "Champion" }, { class = "Others" } }`
---@param rows vikt.decision_table
---@return vikt.scheme_call|vikt.scale
function decision_table(rows) end

---The value or less.
---@param limit number|string
---@return vikt.cell_condition
function at_most(limit) end

---The value or more.
---@param limit number|string
---@return vikt.cell_condition
function at_least(limit) end

---Less than the value.
---@param limit number|string
---@return vikt.cell_condition
function below(limit) end

---More than the value.
---@param limit number|string
---@return vikt.cell_condition
function above(limit) end

---Anything but the value; not what is missing.
---@param value vikt.cell
---@return vikt.cell_condition
function is_not(value) end

---From least to most, both in.
---@param least number|string
---@param most number|string
---@return vikt.cell_condition
function between(least, most) end

---One of the values.
---@param words vikt.cell[]
---@return vikt.cell_condition
function one_of(words) end

---------------------------------------------------------------------------------------------------
-- What a function may name in its parameters besides fields and measures
---------------------------------------------------------------------------------------------------

---The whole record, for names that are computed: customer[group]. Slower than a parameter.
---@class vikt.customer
---@field [vikt.name] vikt.cell? A field or measure; nil: missing.

---The figures of one field or measure over all customers that have a value.
---@class vikt.figures
---@field count integer Customers with a value.
---@field total number The sum of the values.
---@field mean number The sum divided by the number.
---@field min number The smallest.
---@field max number The largest.
---@field median number The middle one, or the mean of the two.
---@field sd number Standard deviation, divided by the number (not by one less).
local figures = {}

---The value below which the share q of the customers lies: interpolated (type 7), or with "nearest" one that a customer has.
---@param q number 0 to 1
---@param how? "interpolated"|"nearest"
---@return number?
function figures:quantile(q, how) end

---The rank of a value: 1 for the largest; equal values share the better rank.
---@param x number?
---@return integer?
function figures:rank(x) end

---x / total.
---@param x number?
---@return number?
function figures:share(x) end

---All customers of the run. `population.count`, `population.revenue.total`, `population.revenue:quantile(0.9)`
---@class vikt.population
---@field count integer The number of customers.
---@field [vikt.name] vikt.figures Of a field or measure that holds numbers or dates.

---What the last run before this date said of the customer; every field is nil for a new customer.
---@class vikt.previous
---@field class? vikt.class Of the primary scheme.
---@field score? number On the scale of points.
---@field points? table<string, number?> By criterion.
---@field classes? table<string, vikt.class?> By scheme.

---What this run has found of the customer so far. Rules see the class before all rules, actions the final one.
---@class vikt.result
---@field score? number On the scale of points; nil when nothing is known.
---@field coverage number The share of the weight whose criteria had a value, 0 to 1.
---@field points table<string, number?> By criterion.
---@field class? vikt.class Of the primary scheme; not in schemes.
---@field classes table<string, vikt.class?> By scheme; not in schemes.

---------------------------------------------------------------------------------------------------
-- Functions
---------------------------------------------------------------------------------------------------

---x, but not below lo and not above hi. nil for nil.
---@param x number?
---@param lo number
---@param hi number
---@return number?
function clamp(x, lo, hi) end

---Days from a to b: dates, or texts such as "2026-05-12". nil for nil.
---@param a number|string|nil
---@param b number|string|nil
---@return number?
function days_between(a, b) end

---Straight lines between points with rising x; beyond them the value at the end. nil for nil.
---`interpolate(years, { { 0, 2 }, { 5, 4 }, { 15, 5 } })`
---@param x number?
---@param points number[][]
---@return number?
function interpolate(x, points) end

---Writes a line into the run's log, by customer; nothing on the screen.
---@param ... any
function print(...) end

---Takes in a factor of the library, `require "factors.payment"`, or a .lua file in this file's folder or below it:
---`require "sub.late"` is sub/late.lua. Its statements stand before those of this file. Not inside a function.
---@param name string
---@return any # what the file returns
function require(name) end
