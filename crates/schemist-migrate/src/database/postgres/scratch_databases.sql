SELECT d.datname::text AS value
FROM pg_catalog.pg_database AS d
WHERE d.datname ~ '^schemist_scratch_[0-9]+_'
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity AS a WHERE a.datid = d.oid)
ORDER BY 1
