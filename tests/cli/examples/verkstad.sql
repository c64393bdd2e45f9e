-- SPDX-License-Identifier: MIT
-- F-01 in öre.
CREATE TEMP VIEW v AS
SELECT Kundnr AS key, CAST(replace(replace(replace("Omsättning 2025", char(160), ''), ' ', ''), ',', '') AS INTEGER) AS revenue
FROM customers;

SELECT 'abc', key,
    CASE WHEN revenue <= 0 THEN 'C' WHEN 10 * before < 7 * total THEN 'A' WHEN 10 * before < 9 * total THEN 'B' ELSE 'C' END
FROM (SELECT key, revenue, (SELECT coalesce(sum(w.revenue), 0) FROM v w WHERE w.revenue > v.revenue) AS before FROM v),
     (SELECT sum(revenue) AS total FROM v WHERE revenue > 0);
