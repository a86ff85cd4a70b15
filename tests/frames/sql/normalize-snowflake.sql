SELECT
  CASE
    WHEN (
      "t1"."evspec code of make" + (
        "t1"."evspec code of model" * 2
      )
    ) = 0
    THEN 'Acme'
    ELSE CASE
      WHEN (
        "t1"."evspec code of make" + (
          "t1"."evspec code of model" * 2
        )
      ) = 3
      THEN 'BB'
      ELSE CAST(NULL AS VARCHAR)
    END
  END AS "make",
  "t1"."model",
  CASE
    WHEN (
      "t1"."range_mi" < CAST('Inf' AS DOUBLE)
    ) AND (
      "t1"."range_mi" > 0
    )
    THEN "t1"."range_mi"
    ELSE NULL
  END * 1.609344 AS "range_epa_km",
  62.1371192237334 / CASE
    WHEN (
      "t1"."economy_mi_kwh" < CAST('Inf' AS DOUBLE)
    )
    AND (
      "t1"."economy_mi_kwh" > 0
    )
    THEN "t1"."economy_mi_kwh"
    ELSE NULL
  END AS "consumption_epa_kwh_100_km",
  'AWD' AS "drivetrain"
FROM (
  SELECT
    "t0"."make",
    "t0"."model",
    "t0"."kind",
    "t0"."range_mi",
    "t0"."economy_mi_kwh",
    "t0"."drive",
    CASE
      WHEN COALESCE("t0"."make", '') = 'Acme'
      THEN 0
      ELSE CASE WHEN COALESCE("t0"."make", '') = 'B.B.' THEN 1 ELSE CAST(NULL AS BIGINT) END
    END AS "evspec code of make",
    CASE
      WHEN COALESCE("t0"."model", '') = 'Comet'
      THEN 0
      ELSE CASE WHEN COALESCE("t0"."model", '') = 'Moon' THEN 1 ELSE CAST(NULL AS BIGINT) END
    END AS "evspec code of model"
  FROM "cars" AS "t0"
  WHERE
    IFF(COALESCE("t0"."kind", '') IS NULL, NULL, COALESCE("t0"."kind", '') IN ('SUV', 'car'))
) AS "t1"
