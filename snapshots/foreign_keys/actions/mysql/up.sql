-- Revision  2026-11-21-103000-0000 (apply)
-- Message   actions
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_pets_owner of pets
ALTER TABLE `pets` DROP FOREIGN KEY `fk_pets_owner`;

-- Drop foreign key fk_pets_vet of pets
ALTER TABLE `pets` DROP FOREIGN KEY `fk_pets_vet`;

-- Add foreign key fk_pets_owner on pets (models.mysql.rs:13:39)
ALTER TABLE `pets` ADD CONSTRAINT `fk_pets_owner` FOREIGN KEY (`owner_id`) REFERENCES `owners` (`id`) ON DELETE SET NULL;

-- Add foreign key fk_pets_vet on pets (models.mysql.rs:15:26)
ALTER TABLE `pets` ADD CONSTRAINT `fk_pets_vet` FOREIGN KEY (`vet_id`) REFERENCES `owners` (`id`);
