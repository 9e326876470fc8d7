mod access_change;
mod added_column_rewrites_table;
mod char_column;
mod collation_change;
mod column_order;
mod concurrently_in_transaction;
mod constraint_checked_at_once;
mod corrupt_concurrent_index;
mod dependent_view;
mod domain_constraint;
mod down_may_fail;
mod drop_column;
mod drop_default;
mod drop_foreign_key;
mod drop_index;
mod drop_index_not_concurrent;
mod drop_not_null;
mod drop_primary_key;
mod drop_schema;
mod drop_table;
mod duplicate_index;
mod enum_value_removed;
mod exclusion_constraint;
mod explicit_copy_or_lock;
mod extension_change;
mod foreign_key_without_index;
mod index_not_concurrent;
mod inline_reference;
mod irreversible;
mod json_column;
mod key_builds_index;
mod missing_lock_timeout;
mod mixed_data_and_schema;
mod name_too_long;
mod nested_transaction;
mod no_primary_key;
mod not_null_reads_table;
mod partition_locked;
mod primary_key_over_nullable;
mod refresh_not_concurrent;
mod reindex_not_concurrent;
mod rename_breaks_deployed_code;
mod replica_identity;
mod required_column_without_default;
mod rows_without_where;
mod serial_column;
mod set_not_null;
mod several_alters;
mod slow_work_under_lock;
mod small_integer_key;
mod table_written_anew;
mod timestamp_without_zone;
mod truncate;
mod type_change;
mod type_change_under_check;
mod uncommitted_transaction;
mod unique_on_existing_rows;
mod unnamed_constraint;
mod unproven_constraint;
mod unread_statement;
mod validated_in_same_transaction;
mod wide_index;

pub(crate) mod column_effect;
mod leading_columns;
mod new_columns;

use schemist_diagnostics::Code;

use crate::Rule;

macro_rules! rule {
    ($id:literal, $name:literal, $module:ident) => {
        Rule {
            code: Code::new($id, $name),
            source: include_str!(concat!(stringify!($module), ".rs")),
            check: $module::CHECK,
        }
    };
}

static RULES: &[Rule] = &[
    rule!("L101", "drop-table", drop_table),
    rule!("L102", "drop-column", drop_column),
    rule!("L103", "required-column-without-default", required_column_without_default),
    rule!("L104", "set-not-null", set_not_null),
    rule!("L105", "type-change", type_change),
    rule!("L106", "enum-value-removed", enum_value_removed),
    rule!("L107", "unique-on-existing-rows", unique_on_existing_rows),
    rule!("L108", "unproven-constraint", unproven_constraint),
    rule!("L109", "drop-default", drop_default),
    rule!("L110", "name-too-long", name_too_long),
    rule!("L111", "rename-breaks-deployed-code", rename_breaks_deployed_code),
    rule!("L112", "index-not-concurrent", index_not_concurrent),
    rule!("L113", "no-primary-key", no_primary_key),
    rule!("L114", "down-may-fail", down_may_fail),
    rule!("L115", "dependent-view", dependent_view),
    rule!("L201", "drop-index-not-concurrent", drop_index_not_concurrent),
    rule!("L202", "concurrently-in-transaction", concurrently_in_transaction),
    rule!("L203", "reindex-not-concurrent", reindex_not_concurrent),
    rule!("L204", "refresh-not-concurrent", refresh_not_concurrent),
    rule!("L205", "table-written-anew", table_written_anew),
    rule!("L206", "partition-locked", partition_locked),
    rule!("L207", "constraint-checked-at-once", constraint_checked_at_once),
    rule!("L208", "validated-in-same-transaction", validated_in_same_transaction),
    rule!("L209", "key-builds-index", key_builds_index),
    rule!("L210", "primary-key-over-nullable", primary_key_over_nullable),
    rule!("L211", "exclusion-constraint", exclusion_constraint),
    rule!("L212", "added-column-rewrites-table", added_column_rewrites_table),
    rule!("L213", "type-change-under-check", type_change_under_check),
    rule!("L214", "slow-work-under-lock", slow_work_under_lock),
    rule!("L215", "several-alters", several_alters),
    rule!("L216", "missing-lock-timeout", missing_lock_timeout),
    rule!("L217", "domain-constraint", domain_constraint),
    rule!("L218", "explicit-copy-or-lock", explicit_copy_or_lock),
    rule!("L219", "not-null-reads-table", not_null_reads_table),
    rule!("L301", "drop-schema", drop_schema),
    rule!("L302", "drop-not-null", drop_not_null),
    rule!("L303", "drop-foreign-key", drop_foreign_key),
    rule!("L304", "drop-primary-key", drop_primary_key),
    rule!("L305", "drop-index", drop_index),
    rule!("L306", "truncate", truncate),
    rule!("L307", "rows-without-where", rows_without_where),
    rule!("L308", "mixed-data-and-schema", mixed_data_and_schema),
    rule!("L309", "unread-statement", unread_statement),
    rule!("L401", "corrupt-concurrent-index", corrupt_concurrent_index),
    rule!("L402", "replica-identity", replica_identity),
    rule!("L403", "extension-change", extension_change),
    rule!("L404", "access-change", access_change),
    rule!("L405", "nested-transaction", nested_transaction),
    rule!("L406", "uncommitted-transaction", uncommitted_transaction),
    rule!("L407", "irreversible", irreversible),
    rule!("L408", "collation-change", collation_change),
    rule!("L409", "column-order", column_order),
    rule!("L501", "small-integer-key", small_integer_key),
    rule!("L502", "serial-column", serial_column),
    rule!("L503", "timestamp-without-zone", timestamp_without_zone),
    rule!("L504", "char-column", char_column),
    rule!("L505", "json-column", json_column),
    rule!("L506", "unnamed-constraint", unnamed_constraint),
    rule!("L507", "wide-index", wide_index),
    rule!("L508", "foreign-key-without-index", foreign_key_without_index),
    rule!("L509", "duplicate-index", duplicate_index),
    rule!("L510", "inline-reference", inline_reference),
];

/// All rules, by code.
pub fn rules() -> &'static [Rule] {
    RULES
}
