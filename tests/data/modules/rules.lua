local late = require "late"
require "factors.growth"

criterion "interest" { weight = 5, points = late.points }
