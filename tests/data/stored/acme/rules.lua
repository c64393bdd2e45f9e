-- What a run keeps of functions: a reason, a line that is printed, a customer for whom it fails.
criterion "order_size" {
  weight = 10,
  points = function(revenue, orders, name)
    if orders == 0 then
      print("no orders: " .. name)
      return 1, name .. " has no orders"
    end
    if orders > 900 then
      error("orders cannot be right")
    end
    return revenue / orders > 2e3 and 5 or 3
  end,
}
