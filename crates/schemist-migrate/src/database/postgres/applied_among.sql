SELECT version::text AS version FROM __diesel_schema_migrations WHERE version = ANY ($1) ORDER BY 1
