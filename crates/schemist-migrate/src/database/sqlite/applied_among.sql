SELECT version FROM main.__diesel_schema_migrations WHERE version IN (SELECT value FROM json_each(?)) ORDER BY version
