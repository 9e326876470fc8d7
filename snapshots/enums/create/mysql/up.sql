-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table pumps (models.rs:14:12)
CREATE TABLE `pumps` (
    `id` int NOT NULL,
    `fuel` enum('petrol','diesel','it''s electric') NOT NULL,
    PRIMARY KEY (`id`)
);

-- Add column cars.fuel (models.rs:8:5)
-- Add column cars.second (models.rs:9:5)
ALTER TABLE `cars`
    ADD COLUMN `fuel` enum('petrol','diesel','it''s electric') NOT NULL DEFAULT 'petrol',
    ADD COLUMN `second` enum('petrol','diesel','it''s electric') NULL;
