//! The pages of the codes that the other stages declare without a page of their own. A test requires every code
//! of the workspace to be explained.

/// Identifier, name, and what it means and what to do, in Markdown.
pub(crate) const PAGES: &[(&str, &str, &str)] = &[
    // Emit.
    (
        "E101",
        "unmanaged-objects",
        "The database holds objects that models do not describe: views, triggers, functions, extensions and the like. They are never changed or dropped. Where one depends on something that a revision changes, write the statements that drop it and make it again into the revision.",
    ),
    (
        "E102",
        "no-primary-key",
        "A table without a primary key is written as a model that Diesel cannot use as a table. Give the table a key, or leave its model to migrations alone.",
    ),
    (
        "E103",
        "not-in-the-grammar",
        "Something in the database cannot be said in `#[model(…)]`. The model is written without it, so `schemist check` may report a difference. Please report the case.",
    ),
    (
        "E104",
        "no-table-macro",
        "A table cannot be written into `schema.rs`: Diesel's `table!` needs a primary key, and on PostgreSQL this table has none.",
    ),
    (
        "E105",
        "type-unknown-to-diesel",
        "Diesel's own `print-schema` refuses a column's type. What Diesel can read such a column as was written; check that it is what your code expects.",
    ),
    (
        "E106",
        "table-without-struct",
        "No struct of the project stands for a table, so `scaffold --annotate` leaves it without a model. It is unmanaged: never changed, never dropped. `schemist scaffold` writes a model for it.",
    ),
    (
        "E107",
        "struct-not-annotated",
        "A struct stands for a table and was left as it is, e.g. because it has only some of its columns: a model has a field for each. The message says why.",
    ),
    // Rules.
    (
        "L001",
        "unknown-rule",
        "`allow` names a rule that does not exist, so it silences nothing. The name that was probably meant is shown; `schemist explain` lists all.",
    ),
    (
        "L002",
        "unused-allow",
        "`allow` names a rule that has nothing to say where it stands. Take it away: left there, it would silence a finding of a later revision that nobody has thought about.",
    ),
    // Migrations.
    (
        "G101",
        "migration-directory",
        "The files of a migration are not as they must be: no `up.sql`, a version taken twice, a name without a version, an unreadable `revision.json`. The file is named.",
    ),
    (
        "G102",
        "revision-graph",
        "Revisions name a parent that is not there, or follow each other in a circle. Look at `revises` and `depends_on` in the `revision.json` named.",
    ),
    (
        "G103",
        "revision-target",
        "What was given for a revision names none, or several. Give a full version, a unique beginning of one, a unique part of the name, `head`, `base`, `+1` or `-1`.",
    ),
    (
        "G111",
        "metadata-surprise",
        "`metadata.toml` does not say `run_in_transaction`, or cannot be read. Diesel then falls back to a value that its writer may not expect. Write `run_in_transaction = true` or `false`.",
    ),
    (
        "G112",
        "versions-out-of-order",
        "A revision's version sorts before that of a revision it follows. Plain Diesel orders by version alone, and would apply them in the wrong order. Rename the directory while it is not applied anywhere.",
    ),
    (
        "G201",
        "ledger-mismatch",
        "What the database has applied is not what the directory holds: an applied revision was edited or deleted. Restore the files from version control; write changes as a new revision.",
    ),
    (
        "G202",
        "irreversible",
        "A revision to be reverted has no statement in `down.sql`. Write what undoes it, or do not go back behind it.",
    ),
    (
        "G203",
        "interrupted",
        "A revision that runs outside a transaction stopped half-way. What took effect is recorded; the message says how to go on.",
    ),
    (
        "G301",
        "statement-failed",
        "The database refused a statement of a revision. Its words, the statement's place, and what stands in the database now are shown.",
    ),
    (
        "G302",
        "database",
        "The database cannot be used for migrations: it is read-only, the role lacks a privilege, or the connection was lost. Nothing is half-done unless the message says so.",
    ),
    (
        "G303",
        "migration-lock",
        "Another migrator is at work on the database. It was waited for; the message says who holds the lock. Run the command again when it is done.",
    ),
    // Models.
    ("M101", "unreadable-file", "A file with models cannot be read, or is not UTF-8."),
    (
        "M102",
        "syntax-error",
        "A file with models is not Rust. The place is that of the compiler's own complaint.",
    ),
    (
        "M103",
        "missing-module",
        "`mod x;` has no file. Its models, if any, are not seen, and their tables would look as if they had none.",
    ),
    (
        "M104",
        "unknown-type",
        "The SQL type cannot be told from a field's Rust type. Say it: `#[model(type = Text)]`, or per engine `#[model(type(postgres = \"citext\", sqlite = \"TEXT\"))]`.",
    ),
    (
        "M105",
        "unsupported-type",
        "No engine has a column for a field's Rust type, e.g. unsigned integers. The next wider signed type is usually meant.",
    ),
    ("M106", "unknown-attribute", "`#[model(…)]` does not have such a key."),
    (
        "M107",
        "malformed-attribute",
        "A key of `#[model(…)]` has a value it cannot have. The message shows the form.",
    ),
    ("M108", "repeated-attribute", "A key of `#[model(…)]` that stands once is given twice."),
    (
        "M109",
        "duplicate-table",
        "Two models declare one table. One struct declares a table; structs that only read or write it do not derive `Model`.",
    ),
    (
        "M110",
        "duplicate-column",
        "Two fields of a model declare one column. Give one of them another `column = \"…\"`, or `skip` it.",
    ),
    (
        "M111",
        "unknown-reference",
        "A foreign key refers to a model, table or column that is not there. Name the model by its path, or a table without a model by `references = table(\"name\", column)`.",
    ),
    ("M112", "unknown-column", "A key, index or constraint is over a column that the model does not have."),
    ("M113", "empty-enum", "An enum type needs at least one value."),
    ("M114", "enum-with-data", "A variant of an enum holds data; a value of an enum type is a name alone."),
    (
        "M115",
        "duplicate-enum-value",
        "Two variants stand for one value. Give one of them another `rename = \"…\"`.",
    ),
    (
        "M116",
        "contradiction",
        "Two statements about one thing differ, e.g. `#[diesel(table_name = …)]` and `#[model(table = …)]`. Remove one of them.",
    ),
    (
        "M117",
        "no-primary-key",
        "A model has no primary key. Put `#[model(primary_key)]` on a field, name the columns in `#[model(primary_key(a, b))]`, or say `#[model(no_primary_key)]` if that is meant.",
    ),
    (
        "M118",
        "macro-model",
        "A macro writes models. Macros are not expanded here, so those models are not seen, and their tables are unmanaged. Write the structs out to manage them.",
    ),
    (
        "M119",
        "unsupported-item",
        "The derive stands on something that cannot be a model, e.g. a tuple struct or a union.",
    ),
    (
        "M120",
        "duplicate-enum",
        "Two Rust enums declare one enum type. One enum declares it; the other does not derive `ModelEnum`.",
    ),
    (
        "M121",
        "ambiguous-name",
        "A name could mean several things. Write its path, as in `references = crate::shop::User(id)`.",
    ),
    (
        "M122",
        "unknown-part",
        "A field is embedded, and its type is no part: it does not derive `Embed`, or there is none of the name. Put `#[derive(Embed)]` on the struct whose fields are columns, import it where it is used, or name it by its path.",
    ),
    ("M123", "reference-arity", "A foreign key has not as many columns on one side as on the other."),
    ("M124", "conditional-module", "A module behind a `cfg` has no file. Its models, if any, are not seen."),
    ("M125", "no-columns", "A model has no column; a table needs at least one."),
    (
        "M126",
        "embedded-model",
        "A field embeds a model. What is embedded gives its columns to another table, and a model has a table of its own: refer to it with `references`, or derive `Embed` instead of `Model`.",
    ),
    (
        "M127",
        "model-and-part",
        "A struct derives `Model` and `Embed`. A model declares a table, a part gives its columns to the models that embed it. Keep one of the two; a model that shares columns embeds a part that has them.",
    ),
    (
        "M128",
        "embed-cycle",
        "A part holds itself, over other parts or directly, so that its columns have no end.",
    ),
    (
        "M129",
        "unknown-constant",
        "An attribute names a constant whose value cannot be read without compiling: it is not there, or computed. Literals, other constants, `concat!` and arithmetic are read.",
    ),
    (
        "M130",
        "generic-model",
        "A model with type parameters is a table only where exactly one alias gives it arguments, as in `type Orders = Record<Order>;`.",
    ),
    (
        "M131",
        "dropped-but-declared",
        "`was_dropped` names a column or table that the models declare. Remove one of the two.",
    ),
    (
        "M132",
        "unknown-option",
        "No engine, or not the one named, has such an option of a table or column. An option of another engine is written as in `options(sqlite(strict), postgres(fillfactor = 70))`, and counts there alone.",
    ),
    (
        "M133",
        "unknown-discriminant",
        "An enum is kept as numbers, and the number of a variant is an expression that cannot be read without compiling. Write the number out.",
    ),
    (
        "M134",
        "value-too-long",
        "A value of an enum is longer than the `length` of its column. Give a greater length, or another value with `rename`.",
    ),
    (
        "M135",
        "duplicate-name",
        "Two objects have a name that the engine takes once: in a schema on PostgreSQL, in a database on SQLite, in a table on MySQL. Give one of them another name.",
    ),
    (
        "M140",
        "too-deep",
        "Brackets, type arguments, operators or modules are nested deeper than anything people write. What is nested so was not read.",
    ),
    (
        "M141",
        "left-out",
        "A `cfg` leaves a model out, so its table looks as if it had none. Features are chosen under `[models]` in `schemist.toml` (`features = [\"…\"]`) or with `--features`; what else is set, under `cfg`.",
    ),
    (
        "M142",
        "unseen-include",
        "`include!` leads to a file that is not there, or whose path is known only when the program is built. Its models, if any, are not seen.",
    ),
    // Planning.
    (
        "P101",
        "unsupported-by-engine",
        "The engine cannot express a change, or not in the way it was declared. The message says why and what to do instead.",
    ),
    (
        "P102",
        "circular-dependency",
        "Operations wait for each other, and no foreign key among them can be taken out of the circle. Split the change into two revisions.",
    ),
    (
        "P103",
        "operation-does-not-fit",
        "An operation does not fit the schema it is planned on, e.g. it drops what is not there. That is a defect: please report it, with the two schemas.",
    ),
    (
        "P104",
        "object-in-the-way",
        "A view, trigger, rule, policy, function or other object that models do not describe needs what a change takes away for good, and PostgreSQL refuses to change what it names. Where the object can be made again as it was, the plan drops it before the change and makes it again behind it; here it cannot. Drop it, or change it so that it does not need that, in a revision of its own before this one. As a warning: something went with a table or column and does not come back by itself.",
    ),
    (
        "P111",
        "not-a-rowid",
        "Only the sole INTEGER column of a primary key of a rowid table can count up by itself on SQLite.",
    ),
    (
        "P112",
        "unknown-conflict-clause",
        "SQLite knows ROLLBACK, ABORT, FAIL, IGNORE and REPLACE behind ON CONFLICT.",
    ),
    (
        "P113",
        "identifier-too-long",
        "PostgreSQL cuts names after 63 bytes, so the name in the database would be another one. Give a shorter name.",
    ),
    (
        "P114",
        "reserved-name",
        "A table has a name that belongs to the engine (`sqlite_…`) or to migration tools (`__…`): it could not be created, or would not be looked at. Give another name.",
    ),
    (
        "P115",
        "same-name",
        "SQLite does not tell names apart that differ in the case of their letters alone, and its tables and indexes share their names. Give one of them another name.",
    ),
    (
        "P116",
        "default-not-a-value",
        "The default of a column is none of the values of its enum: the first row that relies on it would be refused. A renamed value has its new name in the default, too.",
    ),
    // Reflection.
    (
        "R101",
        "unreadable-declaration",
        "The text of a table or index in `sqlite_schema` could not be read. What SQLite's pragmas tell of it is all that is known, so details may be missed.",
    ),
    ("R111", "not-described", "The catalogue holds something that models do not describe. It is left alone."),
    (
        "R112",
        "refused-by-server",
        "The database refuses an expression or a type of the models. Its words are shown; correct the declaration.",
    ),
    (
        "R113",
        "expressions-not-compared",
        "The server could not be asked how it would spell expressions of the models, so they are compared as text, and equal ones may look different.",
    ),
];
