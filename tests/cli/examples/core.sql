-- SPDX-License-Identifier: MIT
-- F-04 in halves: ratings twice as large are whole, so a mean of 4 is a sum of 24, of 2 a sum of 12. NULL where an answer lacks.
CREATE TEMP VIEW v AS
SELECT Kundnr AS key, CAST(2 * replace(nullif("Lönsam i fjol", ''), ',', '.') AS INTEGER) AS profit,
    CAST(2 * replace(nullif("Bra att arbeta med", ''), ',', '.') AS INTEGER) AS pleasant,
    CAST(2 * replace(nullif("Utvecklade oss", ''), ',', '.') AS INTEGER) AS developing,
    CAST(nullif("Timmar utan ersättning", '') AS REAL) AS hours
FROM customers;

SELECT 'view', key,
    CASE WHEN profit <= 4 AND iif(hours IS NULL, pleasant <= 4, hours > 20) THEN 'energitjuv'
         WHEN profit + pleasant + developing IS NULL THEN '?'
         WHEN profit + pleasant + developing <= 12 THEN 'energitjuv'
         WHEN profit + pleasant + developing >= 24 AND min(profit, pleasant, developing) >= 6 THEN 'kärnkund'
         ELSE 'mellan' END
FROM v;
