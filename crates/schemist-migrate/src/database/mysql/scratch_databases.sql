SELECT s.schema_name AS value
FROM information_schema.schemata AS s
WHERE s.schema_name REGEXP '^schemist_scratch_[0-9]+_'
    AND NOT EXISTS (SELECT 1 FROM information_schema.processlist AS p WHERE p.db = s.schema_name)
ORDER BY 1
