//! Every finding about models, in one place.

use schemist_diagnostics::Code;

/// A file cannot be read.
pub const UNREADABLE_FILE: Code = Code::new("M101", "unreadable-file");
/// A file is not Rust.
pub const SYNTAX_ERROR: Code = Code::new("M102", "syntax-error");
/// `mod x;` without a file.
pub const MISSING_MODULE: Code = Code::new("M103", "missing-module");
/// A field's type says nothing about its SQL type.
pub const UNKNOWN_TYPE: Code = Code::new("M104", "unknown-type");
/// A field's type is known, and no engine has a column for it.
pub const UNSUPPORTED_TYPE: Code = Code::new("M105", "unsupported-type");
/// A key that `#[model(…)]` does not have.
pub const UNKNOWN_ATTRIBUTE: Code = Code::new("M106", "unknown-attribute");
/// A key with a value it cannot have.
pub const MALFORMED_ATTRIBUTE: Code = Code::new("M107", "malformed-attribute");
/// A key given twice.
pub const REPEATED_ATTRIBUTE: Code = Code::new("M108", "repeated-attribute");
/// Two models for one table.
pub const DUPLICATE_TABLE: Code = Code::new("M109", "duplicate-table");
/// Two fields for one column.
pub const DUPLICATE_COLUMN: Code = Code::new("M110", "duplicate-column");
/// A foreign key to a model, table or column that is not there.
pub const UNKNOWN_REFERENCE: Code = Code::new("M111", "unknown-reference");
/// A key or index over a column that is not there.
pub const UNKNOWN_COLUMN: Code = Code::new("M112", "unknown-column");
/// An enum without values.
pub const EMPTY_ENUM: Code = Code::new("M113", "empty-enum");
/// An enum whose variants hold data.
pub const ENUM_WITH_DATA: Code = Code::new("M114", "enum-with-data");
/// Two variants of one value.
pub const DUPLICATE_ENUM_VALUE: Code = Code::new("M115", "duplicate-enum-value");
/// Two statements about one thing that differ.
pub const CONTRADICTION: Code = Code::new("M116", "contradiction");
/// A table without a primary key.
pub const NO_PRIMARY_KEY: Code = Code::new("M117", "no-primary-key");
/// A model that only exists once a macro is expanded.
pub const MACRO_MODEL: Code = Code::new("M118", "macro-model");
/// A derive on something that cannot be a model.
pub const UNSUPPORTED_ITEM: Code = Code::new("M119", "unsupported-item");
/// Two Rust enums for one enum type.
pub const DUPLICATE_ENUM: Code = Code::new("M120", "duplicate-enum");
/// A name that could mean several things.
pub const AMBIGUOUS_NAME: Code = Code::new("M121", "ambiguous-name");
/// An embedded field whose type is no part.
pub const UNKNOWN_PART: Code = Code::new("M122", "unknown-part");
/// A foreign key whose two sides differ in number.
pub const REFERENCE_ARITY: Code = Code::new("M123", "reference-arity");
/// A module behind a `cfg` whose file is missing.
pub const CONDITIONAL_MODULE: Code = Code::new("M124", "conditional-module");
/// A table without columns.
pub const NO_COLUMNS: Code = Code::new("M125", "no-columns");
/// A model where a part is wanted.
pub const EMBEDDED_MODEL: Code = Code::new("M126", "embedded-model");
/// A struct that is both a model and a part.
pub const MODEL_AND_PART: Code = Code::new("M127", "model-and-part");
/// A part that holds itself.
pub const EMBED_CYCLE: Code = Code::new("M128", "embed-cycle");
/// A constant that cannot be read.
pub const UNKNOWN_CONSTANT: Code = Code::new("M129", "unknown-constant");
/// A model with type parameters that is not made a table by exactly one alias.
pub const GENERIC_MODEL: Code = Code::new("M130", "generic-model");
/// `was_dropped` of something that is still declared.
pub const DROPPED_BUT_DECLARED: Code = Code::new("M131", "dropped-but-declared");
/// An option that the engine does not have.
pub const UNKNOWN_OPTION: Code = Code::new("M132", "unknown-option");
/// A variant whose number cannot be read.
pub const UNKNOWN_DISCRIMINANT: Code = Code::new("M133", "unknown-discriminant");
/// A value of an enum that is longer than its column.
pub const VALUE_TOO_LONG: Code = Code::new("M134", "value-too-long");
/// A name that an engine takes once, given twice.
pub const DUPLICATE_NAME: Code = Code::new("M135", "duplicate-name");
/// Source that is nested deeper than parsers can follow.
pub const TOO_DEEP: Code = Code::new("M140", "too-deep");
/// A model that a `cfg` leaves out.
pub const LEFT_OUT: Code = Code::new("M141", "left-out");
/// `include!` of a file that is not there before a build.
pub const UNSEEN_INCLUDE: Code = Code::new("M142", "unseen-include");
