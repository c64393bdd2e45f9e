-- SPDX-License-Identifier: MIT
-- F-02 with rules, and F-01 in öre. Numbers without their hard blanks; what is no number, or off its scale, is missing.
CREATE TEMP VIEW cell AS
SELECT Kundnr AS key, replace(replace(replace("Omsättning 2025", char(160), ''), ' ', ''), ',', '.') AS revenue,
    replace(replace(replace("Omsättning 2024", char(160), ''), ' ', ''), ',', '.') AS before,
    "Potential (1-5)" AS potential, Produktgrupper AS groups, replace(Administrationstimmar, ',', '.') AS hours,
    "Risk (1-5)" AS risk, "Dagar sent" AS late
FROM customers;

CREATE TEMP TABLE f AS
SELECT key, CAST(revenue AS REAL) AS revenue, CASE WHEN before <> '' THEN CAST(before AS REAL) END AS before,
    CASE WHEN potential BETWEEN '1' AND '5' THEN CAST(potential AS REAL) END AS potential, CAST(groups AS REAL) AS groups,
    CASE WHEN hours <> '' AND hours NOT GLOB '*[^0-9.]*' THEN CAST(hours AS REAL) END AS hours,
    CASE WHEN risk BETWEEN '1' AND '5' THEN CAST(risk AS REAL) END AS risk, CAST(late AS REAL) AS late
FROM cell;

CREATE TEMP VIEW p AS
SELECT key, 30 AS w, 1 + (revenue >= 50000) + (revenue >= 250000) + (revenue >= 1000000) + (revenue >= 3000000) AS r FROM f
UNION ALL
SELECT key, 10, 1 + (g >= -0.1) + (g >= 0) + (g >= 0.1) + (g >= 0.3)
FROM (SELECT key, CASE WHEN before > 0 THEN (revenue - before) / before END AS g FROM f)
UNION ALL SELECT key, 20, potential FROM f
UNION ALL SELECT key, 10, 1 + (groups >= 2) + (groups >= 3) + (groups >= 5) + (groups >= 7) FROM f
UNION ALL SELECT key, 20, CASE WHEN hours IS NOT NULL THEN 1 + 4 * max(0, min(1, (60 - hours) / 58)) END FROM f
UNION ALL SELECT key, 10, 6 - risk FROM f;

SELECT 'class', key, CASE WHEN hours > 40 AND revenue < 300000 THEN 'C' WHEN score >= 3.8 THEN iif(late > 45, 'B', 'A') WHEN score >= 2.8 THEN 'B' ELSE 'C' END
FROM f JOIN (SELECT key, sum(w * r) / sum(w) AS score FROM p WHERE r IS NOT NULL GROUP BY key) USING (key);

SELECT 'abc', key,
    CASE WHEN revenue <= 0 THEN 'C' WHEN 10 * sold < 7 * total THEN 'A' WHEN 10 * sold < 9 * total THEN 'B' ELSE 'C' END
FROM (SELECT key, revenue, (SELECT coalesce(sum(CAST(round(100 * g.revenue) AS INTEGER)), 0) FROM f g WHERE g.revenue > f.revenue) AS sold FROM f),
     (SELECT sum(CAST(round(100 * revenue) AS INTEGER)) AS total FROM f WHERE revenue > 0);
