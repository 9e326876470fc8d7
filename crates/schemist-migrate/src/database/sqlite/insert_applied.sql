INSERT INTO main.__diesel_schema_migrations (version) VALUES (?)
