SELECT CONCAT('schema ', schema_name, ' ', default_character_set_name, ' ', default_collation_name) AS value
FROM information_schema.schemata
WHERE schema_name IN (:names)
ORDER BY 1
