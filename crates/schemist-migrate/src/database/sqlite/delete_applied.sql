DELETE FROM main.__diesel_schema_migrations WHERE version = ?
