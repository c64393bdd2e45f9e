-- tries: to give functions of vikt what they do not expect
-- must: run
criterion "attack" {
  weight = 100,
  points = function(attack, population, previous)
    if attack == 1 then
      local values = { 0, -1, 0 / 0, 1 / 0, "x", "2026-02-30", {}, { {} }, { { 1, 2 }, 3 }, print, true, population }
      for _, f in ipairs { clamp, days_between, interpolate, tostring, tonumber, select, next, ipairs, type, assert, error, print } do
        pcall(f)
        for _, a in ipairs(values) do
          for _, b in ipairs(values) do
            pcall(f, a, b)
            pcall(f, a, b, b)
          end
        end
      end
      for _, a in ipairs(values) do
        pcall(population.revenue.quantile, population.revenue, a)
        pcall(population.revenue.rank, population.revenue, a)
        pcall(population.revenue.share, population.revenue, a)
        pcall(function() return population[a] end)
        pcall(function() return previous[a] end)
      end
    end
    return 3
  end,
}
