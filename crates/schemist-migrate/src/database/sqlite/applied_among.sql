SELECT version AS value FROM main.__diesel_schema_migrations WHERE version IN (:versions) ORDER BY 1
