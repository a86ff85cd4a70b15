SELECT
  CASE
    WHEN `t0`.`make` = 'Acme'
    THEN 'Acme'
    ELSE CASE WHEN `t0`.`make` = 'B.B.' THEN 'BB' ELSE CAST(NULL AS STRING) END
  END AS `make`,
  `t0`.`model`,
  CASE
    WHEN (
      `t0`.`range_mi` < CAST('Infinity' AS FLOAT64)
    ) AND (
      `t0`.`range_mi` > 0
    )
    THEN `t0`.`range_mi`
    ELSE NULL
  END * 1.609344 AS `range_epa_km`,
  ieee_divide(
    62.1371192237334,
    CASE
      WHEN (
        `t0`.`economy_mi_kwh` < CAST('Infinity' AS FLOAT64)
      )
      AND (
        `t0`.`economy_mi_kwh` > 0
      )
      THEN `t0`.`economy_mi_kwh`
      ELSE NULL
    END
  ) AS `consumption_epa_kwh_100_km`,
  'AWD' AS `drivetrain`
FROM `cars` AS `t0`
WHERE
  IF(COALESCE(`t0`.`kind`, '') IS NULL, NULL, COALESCE(`t0`.`kind`, '') IN ('SUV', 'car'))
