-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rebuild_two_that_refer_to_each_other
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Alter column players.name (nullability) (models.rs:18:5)
-- warning[L104]: column players.name becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE name IS NULL
-- note: players is built anew and its rows are moved, because sqlite cannot in place: alter column players.name (nullability)
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding players leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('players'))
     + (SELECT count(*) FROM pragma_foreign_key_check('teams'));

DROP TABLE IF EXISTS __schemist_new_players;

CREATE TABLE __schemist_new_players (
    id INTEGER PRIMARY KEY,
    team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    name TEXT NOT NULL
);

INSERT INTO __schemist_new_players (id, team_id, name)
SELECT id, team_id, name
FROM players;

DROP TABLE players;
ALTER TABLE __schemist_new_players RENAME TO players;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('players'))
     + (SELECT count(*) FROM pragma_foreign_key_check('teams'));

DROP TABLE temp.__schemist_violations;

-- Alter column teams.name (nullability) (models.rs:9:5)
-- warning[L104]: column teams.name becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE name IS NULL
-- note: teams is built anew and its rows are moved, because sqlite cannot in place: alter column teams.name (nullability)
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding teams leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('players'))
     + (SELECT count(*) FROM pragma_foreign_key_check('teams'));

DROP TABLE IF EXISTS __schemist_new_teams;

CREATE TABLE __schemist_new_teams (
    id INTEGER PRIMARY KEY,
    captain_id INTEGER REFERENCES players (id) ON DELETE SET NULL,
    name TEXT NOT NULL
);

INSERT INTO __schemist_new_teams (id, captain_id, name)
SELECT id, captain_id, name
FROM teams;

DROP TABLE teams;
ALTER TABLE __schemist_new_teams RENAME TO teams;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('players'))
     + (SELECT count(*) FROM pragma_foreign_key_check('teams'));

DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
