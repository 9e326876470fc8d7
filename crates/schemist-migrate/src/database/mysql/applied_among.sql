SELECT version AS value FROM __diesel_schema_migrations WHERE version IN (:versions) ORDER BY 1
