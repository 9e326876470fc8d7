mod dependent_view;
mod down_may_fail;
mod drop_column;
mod drop_default;
mod drop_table;
mod enum_value_removed;
mod index_not_concurrent;
mod missing_lock_timeout;
mod name_too_long;
mod no_primary_key;
mod rename_breaks_deployed_code;
mod required_column_without_default;
mod set_not_null;
mod type_change;
mod unique_on_existing_rows;
mod unproven_constraint;

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

static RULES: [Rule; 16] = [
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
    rule!("L216", "missing-lock-timeout", missing_lock_timeout),
];

/// All rules, by code.
pub fn rules() -> &'static [Rule] {
    &RULES
}
