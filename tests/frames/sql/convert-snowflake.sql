SELECT
  "t0"."make",
  "t0"."model",
  "t0"."range_mi" * 1.609344 AS "range_km",
  62.1371192237334 / CASE WHEN "t0"."economy_mi_kwh" <> 0 THEN "t0"."economy_mi_kwh" ELSE NULL END AS "economy_kwh_100_km",
  "t0"."drive",
  "t0"."kind"
FROM "cars" AS "t0"
