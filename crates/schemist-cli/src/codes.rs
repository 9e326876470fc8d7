//! The codes of what goes wrong around the comparison itself: configuration, files, connections.

use schemist_diagnostics::Code;

pub(crate) const BAD_CONFIG: Code = Code::new("C101", "malformed-configuration");
pub(crate) const UNREADABLE: Code = Code::new("C102", "unreadable-file");
pub(crate) const UNWRITABLE: Code = Code::new("C103", "unwritable-file");
pub(crate) const IN_THE_WAY: Code = Code::new("C104", "file-in-the-way");
pub(crate) const NO_MODELS: Code = Code::new("C105", "no-models");
pub(crate) const BAD_INPUT: Code = Code::new("C106", "bad-argument");
pub(crate) const NO_URL: Code = Code::new("C201", "no-database-url");
pub(crate) const BAD_URL: Code = Code::new("C202", "malformed-database-url");
pub(crate) const NO_DATABASE: Code = Code::new("C203", "no-such-database");
pub(crate) const NOT_CONNECTED: Code = Code::new("C204", "cannot-connect");
pub(crate) const DATABASE_REFUSED: Code = Code::new("C205", "database-refused");
pub(crate) const DIFFERENT_ENGINES: Code = Code::new("C206", "different-engines");
pub(crate) const NO_SCRATCH: Code = Code::new("C207", "no-scratch-database");
pub(crate) const UNKNOWN_ENGINE: Code = Code::new("C208", "unknown-engine");
pub(crate) const MIGRATIONS: Code = Code::new("C301", "migrations");
pub(crate) const NOT_UP_TO_DATE: Code = Code::new("C302", "not-up-to-date");
pub(crate) const SEVERAL_HEADS: Code = Code::new("C303", "several-heads");
pub(crate) const DIFFERS: Code = Code::new("C304", "models-and-database-differ");
pub(crate) const VAGUE_MESSAGE: Code = Code::new("C305", "vague-message");
pub(crate) const NOT_A_HEAD: Code = Code::new("C306", "not-a-head");
pub(crate) const BEHIND: Code = Code::new("C307", "not-at-heads");
pub(crate) const HOOK: Code = Code::new("C308", "post-write-command");
pub(crate) const NOT_SQUASHED: Code = Code::new("C309", "cannot-be-squashed");
pub(crate) const OUTSIDE: Code = Code::new("C321", "differs-outside-the-core");
pub(crate) const MISSING: Code = Code::new("C322", "missing-outside-the-core");
pub(crate) const COLUMN_ORDER: Code = Code::new("C323", "column-order");
pub(crate) const UNANSWERED_RENAME: Code = Code::new("C324", "unanswered-rename");
pub(crate) const NO_BACKUP: Code = Code::new("C310", "no-backup");
pub(crate) const INTERNAL: Code = Code::new("C901", "internal");

/// Every code of this crate, with what it means.
pub(crate) const CODES: &[(Code, &str)] = &[
    (BAD_CONFIG, "`schemist.toml`, `diesel.toml` or `.env` cannot be understood. The place is named."),
    (UNREADABLE, "A file cannot be read. The path and the system's reason are named."),
    (UNWRITABLE, "A file cannot be written. The path and the system's reason are named."),
    (IN_THE_WAY, "A file that would be written exists already and is left as it is."),
    (NO_MODELS, "No models are configured, and there is no Cargo.toml to find them by."),
    (BAD_INPUT, "An argument or an environment variable has a value that cannot be used."),
    (
        NO_URL,
        "A command needs a database and none is named by --database-url, DATABASE_URL, .env or schemist.toml.",
    ),
    (BAD_URL, "A database URL cannot be understood. It is postgres://…, sqlite:PATH or a plain path."),
    (NO_DATABASE, "The SQLite file does not exist. Only `upgrade` creates one."),
    (NOT_CONNECTED, "The server cannot be reached or refuses the connection."),
    (DATABASE_REFUSED, "The database refused a statement. Its own words are shown."),
    (DIFFERENT_ENGINES, "Two databases of different engines cannot be compared."),
    (
        NO_SCRATCH,
        "A schema that is no database has to be made real in a scratch database, and none could be made. On PostgreSQL that takes a server (`--database-url`) and a role with CREATEDB.",
    ),
    (UNKNOWN_ENGINE, "Neither side of a comparison says for which engine it is. Give `--engine`."),
    (MIGRATIONS, "Something in the migrations directory is not as it should be."),
    (
        NOT_UP_TO_DATE,
        "Revisions are pending, so a comparison would find their changes again. Run `schemist upgrade head` first.",
    ),
    (
        SEVERAL_HEADS,
        "Several revisions have nothing after them, so it is not clear which one a new one follows.",
    ),
    (
        DIFFERS,
        "What the models declare is not what the database holds. `schemist revision --autogenerate` writes a migration.",
    ),
    (
        VAGUE_MESSAGE,
        "The message of a new revision says nothing that its date does not say. Name the change: whoever looks for it in a year reads only that.",
    ),
    (
        NOT_A_HEAD,
        "A new revision would follow one that has a successor already, so that the history branches there. `--splice` says that this is meant.",
    ),
    (
        BEHIND,
        "The database does not stand at the heads of the migrations directory: `current --check-heads` found revisions that are not applied, or applied ones that are not there.",
    ),
    (
        NO_BACKUP,
        "`--backup` asks for a copy before data is deleted, and the program that takes it is not there. Nothing was run.",
    ),
    (HOOK, "A command of `post_write` in schemist.toml could not be run, or failed. What was written stays."),
    (
        NOT_SQUASHED,
        "Revisions cannot be made one: they are no line, or something else follows one of them, or they must not run together. The message says which.",
    ),
    (
        OUTSIDE,
        "Two databases differ in views, triggers, functions or the like. `schemist diff` leaves them as they are: nothing it prints creates, changes or drops one.",
    ),
    (
        MISSING,
        "The side to arrive at has a function, type, extension or other object outside the core that the side to start from lacks, and a table needs it. The statements fail until it is there.",
    ),
    (
        COLUMN_ORDER,
        "With `--column-order`: the columns of a table stand in another order once the statements have run. No statement is printed for it: an engine appends columns, and only a table made anew has another order.",
    ),
    (
        UNANSWERED_RENAME,
        "A column or table that goes may have got another name, and `possible_renames = \"refuse\"` in schemist.toml says that this is to be answered before a revision is written: with `renamed_from` or `was_dropped` in the model, with `--rename` or `--renames`, or on a terminal.",
    ),
    (INTERNAL, "A defect of Schemist itself: please report it."),
];
