-- SPDX-License-Identifier: MIT
-- F-01, F-02 and F-03 over the six groups of goods.
CREATE TEMP TABLE g AS
SELECT client AS key, Region AS region, Channel AS channel, CAST(Fresh AS INTEGER) AS fresh, j.value + 0.0 AS bought
FROM customers, json_each(json_array(Fresh, Milk, Grocery, Frozen, Detergents_Paper, Delicassen)) j;

CREATE TEMP TABLE v AS
SELECT key, region, channel, revenue, fresh / revenue AS fresh_share, sum(bought >= 0.01 * revenue) AS groups,
    exp(-sum(iif(bought > 0, bought / revenue * ln(bought / revenue), 0))) AS mix
FROM g JOIN (SELECT key, sum(bought) AS revenue FROM g GROUP BY key) USING (key) GROUP BY key;

-- Delivery: the share of clients with more fresh goods, of equals the half.
CREATE TEMP TABLE s AS
SELECT v.*, 1 + 4 * max(0, min(1, (mix - 2.25) / 2.75)) AS mix_points, revenue / total AS share, total,
    (SELECT coalesce(sum(w.revenue), 0) FROM v w WHERE w.revenue > v.revenue) AS before,
    (SELECT count(*) FROM v w WHERE w.revenue > v.revenue) AS larger,
    (SELECT sum((w.fresh_share > v.fresh_share) + 0.5 * (w.fresh_share = v.fresh_share)) / count(*) FROM v w) AS drier
FROM v, (SELECT sum(revenue) AS total FROM v);

CREATE TEMP TABLE p AS
SELECT *, 0.40 * (1 + (revenue >= 11000) + (revenue >= 23000) + (revenue >= 41000) + (revenue >= 58000)) + 0.25 * mix_points
    + 0.15 * CASE WHEN share >= 0.01 THEN 1 WHEN share >= 0.005 THEN 3 ELSE 5 END + 0.10 * iif(channel = '2', 4, 3)
    + 0.10 * (1 + 4 * drier) AS score
FROM s;

-- 440 clients: the 0.95 quantile lies between the 22nd and the 23rd from the top, so 22 are the largest twentieth.
SELECT 'class', key, CASE WHEN score >= 3.8 AND groups > 4 THEN 'A' WHEN score >= 3.2 OR larger < 22 THEN 'B' ELSE 'C' END FROM p
UNION ALL
SELECT 'abc', key, CASE WHEN 10 * before < 7 * total THEN 'A' WHEN 10 * before < 9 * total THEN 'B' ELSE 'C' END FROM s
UNION ALL
SELECT 'matrix', key, CASE WHEN 2 * before < total THEN iif(mix_points >= 4, 'Core', 'Deepen') ELSE iif(mix_points >= 4, 'Grow', 'Serve') END FROM s
UNION ALL
SELECT 'route', key, CASE region WHEN '1' THEN 'Lisbon' WHEN '2' THEN 'Porto' ELSE 'Carrier' END FROM s;
