-- Revision  2026-11-21-103000-0000 (apply)
-- Message   described_namespace
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table profiles (models.rs:20:12)
CREATE TABLE profiles (
    id integer NOT NULL,
    CONSTRAINT pk_profiles PRIMARY KEY (id),
    CONSTRAINT fk_profiles_id_users FOREIGN KEY (id) REFERENCES auth.users (id)
);
