-- SPDX-License-Identifier: MIT
-- Five groups of equal count by mid-rank, ties together: 5 (2m - 1) / 2N in whole numbers. Less is better for the days.
CREATE TEMP VIEW ranks AS
SELECT a.Customer AS key,
    sum(CAST(b."Days since last order" AS REAL) < CAST(a."Days since last order" AS REAL)) +
    sum(CAST(b."Days since last order" AS REAL) <= CAST(a."Days since last order" AS REAL)) AS r,
    sum(CAST(b."Orders 24 months" AS REAL) < CAST(a."Orders 24 months" AS REAL)) +
    sum(CAST(b."Orders 24 months" AS REAL) <= CAST(a."Orders 24 months" AS REAL)) AS f,
    sum(CAST(b."Spent 24 months" AS REAL) < CAST(a."Spent 24 months" AS REAL)) +
    sum(CAST(b."Spent 24 months" AS REAL) <= CAST(a."Spent 24 months" AS REAL)) AS m,
    count(*) AS n
FROM customers a CROSS JOIN customers b GROUP BY a.Customer;

CREATE TEMP VIEW v AS
SELECT key, 1 + 5 * (2 * n - r) / (2 * n) AS r, 1 + 5 * f / (2 * n) AS f, 1 + 5 * m / (2 * n) AS m FROM ranks;

SELECT 'segment', key,
    CASE WHEN r >= 4 AND f >= 4 AND m >= 4 THEN 'Champions'
         WHEN r >= 3 AND f >= 4 THEN 'Loyal'
         WHEN r >= 4 AND f >= 2 THEN 'Promising'
         WHEN r >= 4 THEN 'New'
         WHEN r >= 3 THEN 'Need attention'
         WHEN f >= 4 AND m >= 4 THEN 'Cannot lose'
         WHEN f >= 3 THEN 'At risk'
         WHEN r >= 2 THEN 'Fading'
         ELSE 'Lost' END
FROM v;
