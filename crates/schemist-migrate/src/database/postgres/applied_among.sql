SELECT version::text AS value FROM __diesel_schema_migrations WHERE version IN (:versions) ORDER BY 1
