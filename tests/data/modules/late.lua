local limits = require "limits"

return {
  points = function(days_late) return days_late > limits.never_a and 1 or 4 end,
}
