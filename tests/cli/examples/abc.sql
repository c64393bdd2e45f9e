-- SPDX-License-Identifier: MIT
-- F-01 in integers. What lies before a customer is what larger ones buy, so equal sales are together.
CREATE TEMP VIEW v AS
SELECT "Account no" AS key, CASE WHEN "Net sales 12 months" <> '' THEN CAST("Net sales 12 months" AS INTEGER) END AS sales
FROM customers;

SELECT 'abc', key,
    CASE WHEN sales IS NULL THEN '?' WHEN sales <= 0 THEN 'C'
         WHEN 10 * before < 7 * total THEN 'A' WHEN 10 * before < 9 * total THEN 'B' ELSE 'C' END
FROM (SELECT key, sales, (SELECT coalesce(sum(w.sales), 0) FROM v w WHERE w.sales > v.sales) AS before FROM v),
     (SELECT sum(sales) AS total FROM v WHERE sales > 0);
