-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum fuel (models.rs:20:10)
CREATE TYPE fuel AS ENUM ('petrol', 'diesel', 'it''s electric');

-- Create table pumps (models.rs:14:12)
CREATE TABLE pumps (
    id integer NOT NULL,
    fuel fuel NOT NULL,
    CONSTRAINT pk_pumps PRIMARY KEY (id)
);

-- Add column cars.fuel (models.rs:8:5)
ALTER TABLE cars ADD COLUMN fuel fuel DEFAULT 'petrol'::fuel NOT NULL;

-- Add column cars.second (models.rs:9:5)
ALTER TABLE cars ADD COLUMN second fuel;
