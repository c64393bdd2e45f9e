-- SPDX-License-Identifier: MIT
-- F-01 and F-03 over the six groups of goods. Broad: 4 points on the line from 2.25 to 5 groups, an effective number of 4.3125.
CREATE TEMP TABLE g AS
SELECT client AS key, Region AS region, j.value + 0.0 AS bought
FROM customers, json_each(json_array(Fresh, Milk, Grocery, Frozen, Detergents_Paper, Delicassen)) j;

CREATE TEMP TABLE v AS
SELECT key, region, revenue, exp(-sum(iif(bought > 0, bought / revenue * ln(bought / revenue), 0))) AS mix
FROM g JOIN (SELECT key, sum(bought) AS revenue FROM g GROUP BY key) USING (key) GROUP BY key;

CREATE TEMP TABLE s AS
SELECT key, region, mix >= 4.3125 AS broad, total,
    (SELECT coalesce(sum(w.revenue), 0) FROM v w WHERE w.revenue > v.revenue) AS before
FROM v, (SELECT sum(revenue) AS total FROM v);

SELECT 'abc', key, CASE WHEN 10 * before < 7 * total THEN 'A' WHEN 10 * before < 9 * total THEN 'B' ELSE 'C' END FROM s
UNION ALL
SELECT 'matrix', key, CASE WHEN 2 * before < total THEN iif(broad, 'Core', 'Deepen') ELSE iif(broad, 'Grow', 'Serve') END FROM s
UNION ALL
SELECT 'route', key, CASE region WHEN '1' THEN 'Lisbon' WHEN '2' THEN 'Porto' ELSE 'Carrier' END FROM s;
