-- SPDX-License-Identifier: MIT
-- F-13 in twelfths of a euro. What is linked is added up from "Came through", not taken from the column.
CREATE TEMP VIEW f AS
SELECT "Customer no" AS key, CAST("Net margin" AS INTEGER) AS margin, CAST(nullif("Months to replace", '') AS INTEGER) AS months,
    "Came through" AS through, CAST("Stranded cost" AS INTEGER) AS stranded, "Choose again" AS again
FROM customers;

CREATE TEMP TABLE v AS
SELECT key, again, (SELECT sum(margin) FROM f) AS total,
    margin * months + 12 * ((SELECT coalesce(sum(l.margin), 0) FROM f l WHERE l.through = f.key) + stranded) AS twelfths
FROM f;

SELECT 'impact', key,
    CASE WHEN twelfths IS NULL THEN '?' WHEN 100 * twelfths > 12 * 10 * total THEN 'Critical' WHEN 100 * twelfths > 12 * 3 * total THEN 'Felt'
         ELSE 'Small' END
FROM v
UNION ALL
SELECT 'choice', key,
    CASE WHEN twelfths IS NULL THEN '?' WHEN 100 * twelfths <= 12 * 10 * total THEN 'Not critical' WHEN again = 'yes' THEN 'Critical by choice'
         WHEN again = 'no' THEN 'Critical, not by choice' ELSE 'Critical, nobody asked' END
FROM v;
