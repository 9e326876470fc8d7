-- Revision  2026-11-21-103000-0000 (apply)
-- Message   all_types
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table everything (models.rs:7:12)
CREATE TABLE everything (
    id INTEGER NOT NULL PRIMARY KEY,
    small SMALLINT NOT NULL,
    medium INTEGER NOT NULL,
    big BIGINT NOT NULL,
    real FLOAT NOT NULL,
    double DOUBLE NOT NULL,
    flag BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    boxed TEXT NOT NULL,
    bytes BLOB NOT NULL,
    day DATE NOT NULL,
    clock TIME NOT NULL,
    wall TIMESTAMP NOT NULL,
    instant TIMESTAMPTZ NOT NULL,
    time_day DATE NOT NULL,
    time_clock TIME NOT NULL,
    time_wall TIMESTAMP NOT NULL,
    time_instant TIMESTAMPTZ NOT NULL,
    jiff_day DATE NOT NULL,
    jiff_wall TIMESTAMP NOT NULL,
    jiff_instant TIMESTAMPTZ NOT NULL,
    system TIMESTAMP NOT NULL,
    "key" BLOB NOT NULL,
    document TEXT NOT NULL,
    amount NUMERIC NOT NULL,
    rate NUMERIC NOT NULL,
    exact NUMERIC(10, 3) NOT NULL,
    short VARCHAR(40) NOT NULL,
    country CHAR(2) NOT NULL,
    state TEXT NOT NULL,
    maybe TEXT,
    maybe_state TEXT,
    CHECK (maybe_state IN ('new', 'in-progress', 'done!')),
    CHECK (state IN ('new', 'in-progress', 'done!'))
);
