//! Names for what the models leave unnamed: what people know (`ix_`, `uq_`, `fk_`, `ck_`, `pk_`).

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// `ix_table_columns`
    Index,
    /// `uq_table_columns`
    Unique,
    /// `fk_table_columns_parent`
    ForeignKey,
    /// `ck_table_columns` (the columns it mentions)
    Check,
    /// `pk_table`
    PrimaryKey,
    /// `ex_table_columns`
    Exclusion,
}

/// The conventional name, e.g. `ix_orders_user_id`. `parts` are the columns; for a foreign key the other
/// table's name comes last. Cut to `max_bytes` as [`truncated`] does.
pub fn conventional_name(kind: NameKind, table: &str, parts: &[&str], max_bytes: Option<usize>) -> String {
    let prefix = match kind {
        NameKind::Index => "ix",
        NameKind::Unique => "uq",
        NameKind::ForeignKey => "fk",
        NameKind::Check => "ck",
        NameKind::PrimaryKey => "pk",
        NameKind::Exclusion => "ex",
    };
    let mut name = format!("{prefix}_{table}");
    for part in parts {
        name.push('_');
        name.push_str(part);
    }
    truncated(&name, max_bytes)
}

/// A name that fits: cut at a character, with eight hexadecimal digits of a hash of the whole name at the
/// end, so that two long names stay different and a name stays what it is.
pub fn truncated(name: &str, max_bytes: Option<usize>) -> String {
    let Some(max) = max_bytes.filter(|max| name.len() > *max) else { return name.to_owned() };
    let mut cut = max.saturating_sub(9);
    while !name.is_char_boundary(cut) {
        cut -= 1;
    }
    format!("{}_{:08x}", &name[..cut], fnv1a(name.as_bytes()))
}

/// FNV-1a, 32 bits: small, stable over versions and platforms (http://www.isthe.com/chongo/tech/comp/fnv/).
fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let a = conventional_name(NameKind::Index, &"é".repeat(40), &["a"], Some(63));
        let b = conventional_name(NameKind::Index, &"é".repeat(40), &["b"], Some(63));
        assert!(a.len() <= 63 && b.len() <= 63);
        assert_ne!(a, b);
        assert_eq!(
            conventional_name(NameKind::ForeignKey, "orders", &["user_id", "users"], Some(63)),
            "fk_orders_user_id_users"
        );
    }
}
