use crate::{Capabilities, Combining};

/// Facts of MySQL are from its manual (8.0 and 8.4): "CREATE INDEX Statement" (functional key parts), "CREATE TABLE and
/// Generated Columns", "RENAME TABLE Statement" (names of checks), "Data Types"; those of MariaDB from the server.
pub(crate) fn at_version(version: (u32, u32)) -> Capabilities {
    // MySQL went from 5.7 to 8.0 and on to 9; MariaDB has been 10 and more for as long.
    let is_mariadb = version.0 >= 10;
    Capabilities {
        version,
        transactional_ddl: false,
        alters_columns: true,
        enum_types: false,
        comments: true,
        sequences: false,
        namespaces: false,
        constraint_names: true,
        case_sensitive_names: false,
        respells_expressions: true,
        max_identifier_bytes: Some(64),
        names_counted_in_characters: true,
        nulls_not_distinct: false,
        set_null_columns: false,
        foreign_keys_need_target: true,
        objects_stand_in_the_way: false,
        definitions_must_resolve: false,
        primary_key_names: false,
        is_mariadb,
        index_expressions: !is_mariadb,
        required_generated_columns: !is_mariadb,
        uuid_type: is_mariadb,
        unique_long_text: is_mariadb,
        escapes_catalogue: !is_mariadb,
        holds_columns: !is_mariadb,
        checks_follow_table: !is_mariadb,
        combines_alterations: Combining::Everything,
    }
}
