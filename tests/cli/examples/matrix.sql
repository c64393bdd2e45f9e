-- SPDX-License-Identifier: MIT
-- F-03: high revenue starts before 80 % of all; high potential is 4 or 5; not rated counts as low.
CREATE TEMP VIEW v AS
SELECT Kundennr AS key, CAST(replace(replace("Umsatz 2025 (EUR)", '.', ''), ',00', '') AS INTEGER) AS revenue,
    "Potenzial 1-5" IN ('4', '5') AS could
FROM customers;

SELECT 'category', key,
    CASE WHEN 10 * before < 8 * total THEN iif(could, 'Category 1', 'Category 2 revenue')
         ELSE iif(could, 'Category 2 potential', 'Category 3') END
FROM (SELECT key, could, (SELECT coalesce(sum(w.revenue), 0) FROM v w WHERE w.revenue > v.revenue) AS before FROM v),
     (SELECT sum(revenue) AS total FROM v);
