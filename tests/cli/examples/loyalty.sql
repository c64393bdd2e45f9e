-- SPDX-License-Identifier: MIT
-- F-11: an answer of more than 548 days before 2026-06-30 is missing. Large: the ten of fifty that buy most; no two buy alike there.
CREATE TEMP VIEW f AS
SELECT Kundenr AS key, CAST(replace("Omsetning 12 mnd", ' ', '') AS INTEGER) AS revenue,
    CASE WHEN julianday('2026-06-30') - julianday(Svardato) <= 548 THEN CAST(nullif("Hvor fornøyd er du? (1-5)", '') AS INTEGER) END AS answer
FROM customers;

CREATE TEMP VIEW v AS
SELECT key, answer, 5 * (SELECT count(*) FROM f g WHERE g.revenue > f.revenue) < (SELECT count(*) FROM f) AS large FROM f;

SELECT 'segment', key,
    iif(large, 'Large', 'Small') || CASE WHEN answer IS NULL THEN ', not asked' WHEN answer = 5 THEN ' and loyal' WHEN answer = 4 THEN ' and satisfied'
                                         ELSE ' and leaving' END
FROM v
UNION ALL
SELECT 'answers', key, CASE WHEN answer IS NULL THEN '?' WHEN answer = 5 THEN 'Very satisfied' WHEN answer = 4 THEN 'Satisfied' ELSE 'Not satisfied' END
FROM v
UNION ALL
SELECT 'value', key, iif(large, 'Large', 'Small') FROM v;
