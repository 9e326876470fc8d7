SELECT CAST(@@foreign_key_checks AS SIGNED) AS value
