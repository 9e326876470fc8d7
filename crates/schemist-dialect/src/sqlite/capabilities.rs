use crate::{Capabilities, Combining};

pub(crate) fn at_version(version: (u32, u32)) -> Capabilities {
    Capabilities {
        version,
        transactional_ddl: true,
        alters_columns: false,
        enum_types: false,
        comments: false,
        sequences: false,
        namespaces: false,
        constraint_names: false,
        case_sensitive_names: false,
        respells_expressions: false,
        max_identifier_bytes: None,
        names_counted_in_characters: false,
        nulls_not_distinct: false,
        set_null_columns: false,
        foreign_keys_need_target: false,
        objects_stand_in_the_way: false,
        definitions_must_resolve: true,
        primary_key_names: true,
        is_mariadb: false,
        index_expressions: true,
        required_generated_columns: true,
        uuid_type: false,
        unique_long_text: true,
        escapes_catalogue: false,
        holds_columns: false,
        checks_follow_table: false,
        combines_alterations: Combining::Nothing,
    }
}
