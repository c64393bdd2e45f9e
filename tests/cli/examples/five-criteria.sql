-- SPDX-License-Identifier: MIT
-- F-02 in integers: 10 x sum(weight x points) against 38 and 26 x sum(weight). A missing value takes its weight with it.
CREATE TEMP VIEW f AS
SELECT Kundnr AS key, CAST(replace("Omsättning 2025", ' ', '') AS INTEGER) AS revenue,
    CAST(nullif("Utvecklingspotential", '') AS INTEGER) AS potential, CAST("Produktgrupper" AS INTEGER) AS groups,
    CAST(nullif("Administrationstimmar", '') AS INTEGER) AS hours, CAST(nullif("Risk 1-5", '') AS INTEGER) AS risk,
    CAST(nullif("Dagar sent", '') AS INTEGER) AS late
FROM customers;

CREATE TEMP VIEW p AS
SELECT key, 25 AS w, potential AS r FROM f
UNION ALL SELECT key, 25, 1 + (revenue >= 100000) + (revenue >= 300000) + (revenue >= 1000000) + (revenue >= 3000000) FROM f
UNION ALL SELECT key, 15, 1 + (groups >= 2) + (groups >= 3) + (groups >= 4) + (groups >= 6) FROM f
UNION ALL SELECT key, 20, 1 + (hours <= 40) + (hours <= 20) + (hours <= 10) + (hours <= 5) FROM f
UNION ALL SELECT key, 15, coalesce(6 - risk, 1 + (late <= 30) + (late <= 15) + (late <= 5) + (late <= 0)) FROM f;

SELECT 'class', key, CASE WHEN 10 * sum(w * r) >= 38 * sum(w) THEN 'A' WHEN 10 * sum(w * r) >= 26 * sum(w) THEN 'B' ELSE 'C' END
FROM p WHERE r IS NOT NULL GROUP BY key;

-- F-01
SELECT 'abc', key, CASE WHEN 10 * before < 7 * total THEN 'A' WHEN 10 * before < 9 * total THEN 'B' ELSE 'C' END
FROM (SELECT key, (SELECT coalesce(sum(g.revenue), 0) FROM f g WHERE g.revenue > f.revenue) AS before FROM f),
     (SELECT sum(revenue) AS total FROM f);
