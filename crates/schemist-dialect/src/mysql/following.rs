//! Names of constraints that the server makes from the name of the table, and makes anew when that is renamed.

use schemist_schema::{Schema, Table};

use crate::Capabilities;

/// Marks them. InnoDB goes by how a name begins, whoever gave it: see "RENAME TABLE Statement" in the manual of
/// MySQL, of which MariaDB does the part about foreign keys.
pub(crate) fn mark(schema: &mut Schema, capabilities: &Capabilities) {
    for Table { name, foreign_keys, checks, .. } in schema.tables.values_mut() {
        let begins = |own: &Option<String>, word: &str| {
            let rest = own.as_deref().and_then(|own| own.strip_prefix(&name.name));
            rest.is_some_and(|rest| rest.starts_with(word))
        };
        for key in foreign_keys {
            key.origin.name_follows_table = begins(&key.name, "_ibfk_");
        }
        for check in checks {
            check.origin.name_follows_table =
                capabilities.checks_follow_table && begins(&check.name, "_chk_");
        }
    }
}
