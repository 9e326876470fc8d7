-- Revision  2026-11-21-103000-0000 (apply)
-- Message   all_types
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum state (models.rs:47:10)
CREATE TYPE state AS ENUM ('new', 'in-progress', 'done!');

-- Create table everything (models.rs:7:12)
CREATE TABLE everything (
    id bigint NOT NULL,
    small smallint NOT NULL,
    medium integer NOT NULL,
    big bigint NOT NULL,
    "real" real NOT NULL,
    double double precision NOT NULL,
    flag boolean NOT NULL,
    text text NOT NULL,
    boxed text NOT NULL,
    bytes bytea NOT NULL,
    day date NOT NULL,
    clock time NOT NULL,
    wall timestamp NOT NULL,
    instant timestamptz NOT NULL,
    time_day date NOT NULL,
    time_clock time NOT NULL,
    time_wall timestamp NOT NULL,
    time_instant timestamptz NOT NULL,
    jiff_day date NOT NULL,
    jiff_wall timestamp NOT NULL,
    jiff_instant timestamptz NOT NULL,
    system timestamp NOT NULL,
    key uuid NOT NULL,
    document jsonb NOT NULL,
    amount numeric NOT NULL,
    rate numeric NOT NULL,
    exact numeric(10, 3) NOT NULL,
    short varchar(40) NOT NULL,
    country char(2) NOT NULL,
    state state NOT NULL,
    maybe text,
    maybe_state state,
    CONSTRAINT pk_everything PRIMARY KEY (id)
);
