DELETE FROM __diesel_schema_migrations WHERE version = ?
