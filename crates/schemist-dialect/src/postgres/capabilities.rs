use crate::{Capabilities, Combining};

pub(crate) fn at_version(version: (u32, u32)) -> Capabilities {
    Capabilities {
        version,
        transactional_ddl: true,
        alters_columns: true,
        enum_types: true,
        comments: true,
        sequences: true,
        namespaces: true,
        constraint_names: true,
        case_sensitive_names: true,
        respells_expressions: true,
        max_identifier_bytes: Some(63),
        names_counted_in_characters: false,
        nulls_not_distinct: version >= (15, 0),
        set_null_columns: version >= (15, 0),
        foreign_keys_need_target: true,
        objects_stand_in_the_way: true,
        definitions_must_resolve: false,
        primary_key_names: true,
        is_mariadb: false,
        index_expressions: true,
        required_generated_columns: true,
        uuid_type: true,
        unique_long_text: true,
        escapes_catalogue: false,
        holds_columns: false,
        checks_follow_table: false,
        combines_alterations: Combining::Rewrites,
    }
}
