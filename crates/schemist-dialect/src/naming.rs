//! Names for what the models leave unnamed: what people know (`ix_`, `uq_`, `fk_`, `ck_`, `pk_`).

use std::borrow::Cow;
use std::ops::Range;

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

impl NameKind {
    /// All of them, in the order in which they are listed to users.
    pub const ALL: [NameKind; 6] = [
        NameKind::Index,
        NameKind::Unique,
        NameKind::ForeignKey,
        NameKind::Check,
        NameKind::PrimaryKey,
        NameKind::Exclusion,
    ];

    /// The name of its template in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            NameKind::Index => "index",
            NameKind::Unique => "unique",
            NameKind::ForeignKey => "foreign_key",
            NameKind::Check => "check",
            NameKind::PrimaryKey => "primary_key",
            NameKind::Exclusion => "exclusion",
        }
    }

    /// What its template may speak of.
    pub fn placeholders(self) -> &'static [&'static str] {
        match self {
            NameKind::ForeignKey => &["table", "columns", "referenced_table", "referenced_columns", "schema"],
            NameKind::Index
            | NameKind::Unique
            | NameKind::Check
            | NameKind::PrimaryKey
            | NameKind::Exclusion => &["table", "columns", "schema"],
        }
    }
}

/// How names are made for what the models leave unnamed: a template for each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming([Cow<'static, str>; 6]);

impl Default for Naming {
    fn default() -> Self {
        Self::CONVENTION
    }
}

/// What is wrong with a template, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// In words.
    pub message: String,
    /// The bytes of the template it is about.
    pub at: Range<usize>,
}

/// What a name is made of.
#[derive(Debug, Clone, Copy, Default)]
pub struct NameParts<'a> {
    /// The table's namespace.
    pub schema: Option<&'a str>,
    /// The table.
    pub table: &'a str,
    /// The columns.
    pub columns: &'a [&'a str],
    /// The table a foreign key refers to.
    pub referenced_table: &'a str,
    /// The columns it refers to.
    pub referenced_columns: &'a [&'a str],
}

impl Naming {
    /// What people know: `ix_`, `uq_`, `fk_`, `ck_`, `pk_`.
    pub const CONVENTION: Naming = Naming([
        Cow::Borrowed("ix_{table}_{columns}"),
        Cow::Borrowed("uq_{table}_{columns}"),
        Cow::Borrowed("fk_{table}_{columns}_{referenced_table}"),
        Cow::Borrowed("ck_{table}_{columns}"),
        Cow::Borrowed("pk_{table}"),
        Cow::Borrowed("ex_{table}_{columns}"),
    ]);

    /// The template of a kind.
    pub fn template(&self, kind: NameKind) -> &str {
        let [index, unique, foreign_key, check, primary_key, exclusion] = &self.0;
        match kind {
            NameKind::Index => index,
            NameKind::Unique => unique,
            NameKind::ForeignKey => foreign_key,
            NameKind::Check => check,
            NameKind::PrimaryKey => primary_key,
            NameKind::Exclusion => exclusion,
        }
    }

    /// Takes another template for a kind.
    ///
    /// # Errors
    /// Where it could not make names: the template before stays.
    pub fn set(&mut self, kind: NameKind, template: &str) -> Result<(), TemplateError> {
        validate(kind, template)?;
        let [index, unique, foreign_key, check, primary_key, exclusion] = &mut self.0;
        let slot = match kind {
            NameKind::Index => index,
            NameKind::Unique => unique,
            NameKind::ForeignKey => foreign_key,
            NameKind::Check => check,
            NameKind::PrimaryKey => primary_key,
            NameKind::Exclusion => exclusion,
        };
        *slot = Cow::Owned(template.to_owned());
        Ok(())
    }

    /// The name for something, of whatever length.
    pub fn name(&self, kind: NameKind, parts: &NameParts<'_>) -> String {
        let mut name = String::new();
        for piece in pieces(self.template(kind)) {
            match piece {
                Piece::Text(text) | Piece::Open(text, _) => name.push_str(text),
                Piece::Placeholder(word, _) => {
                    let value = parts.value(word);
                    if value.is_empty() && name.ends_with(SEPARATORS) {
                        name.pop();
                    }
                    name.push_str(&value);
                }
            }
        }
        // With nothing to put in front, a separator has nothing to separate.
        name.trim_start_matches(SEPARATORS).to_owned()
    }
}

const SEPARATORS: [char; 4] = ['_', '-', '.', ' '];

impl NameParts<'_> {
    fn value(&self, placeholder: &str) -> String {
        match placeholder {
            "table" => self.table.to_owned(),
            "columns" => self.columns.join("_"),
            "referenced_table" => self.referenced_table.to_owned(),
            "referenced_columns" => self.referenced_columns.join("_"),
            _ => self.schema.unwrap_or_default().to_owned(),
        }
    }
}

/// A stretch of a template, with the byte at which it begins.
enum Piece<'t> {
    Text(&'t str),
    /// What stands in braces.
    Placeholder(&'t str, usize),
    /// From a brace without its counterpart.
    Open(&'t str, usize),
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = template.get(at..).filter(|rest| !rest.is_empty()) {
        match rest.find(['{', '}']) {
            None => {
                pieces.push(Piece::Text(rest));
                break;
            }
            Some(0) => match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
                Some((word, _)) if !word.contains('{') => {
                    pieces.push(Piece::Placeholder(word, at));
                    at += word.len() + 2;
                }
                _ => {
                    pieces.push(Piece::Open(rest, at));
                    break;
                }
            },
            Some(brace) => {
                pieces.push(Piece::Text(rest.get(..brace).unwrap_or_default()));
                at += brace;
            }
        }
    }
    pieces
}

fn validate(kind: NameKind, template: &str) -> Result<(), TemplateError> {
    let all = 0..template.len();
    let listed = || {
        let words: Vec<String> = kind.placeholders().iter().map(|p| format!("`{{{p}}}`")).collect();
        words.join(", ")
    };
    if template.trim().is_empty() {
        return Err(TemplateError { message: "a name must not be empty".to_owned(), at: all });
    }
    if template.contains('\0') {
        return Err(TemplateError { message: "a name holds no zero character".to_owned(), at: all });
    }
    let mut varies = false;
    for piece in pieces(template) {
        match piece {
            Piece::Text(_) => {}
            Piece::Open(_, at) => {
                return Err(TemplateError {
                    message: "a brace without its counterpart".to_owned(),
                    at: at..at + 1,
                });
            }
            Piece::Placeholder(word, at) if !kind.placeholders().contains(&word) => {
                return Err(TemplateError {
                    message: format!("unknown placeholder `{{{word}}}`: there are {}", listed()),
                    at: at..at + word.len() + 2,
                });
            }
            Piece::Placeholder(word, _) => varies |= word != "schema",
        }
    }
    if !varies {
        let message = format!("every name would be the same: use {}", listed());
        return Err(TemplateError { message, at: all });
    }
    Ok(())
}

/// The conventional name, e.g. `ix_orders_user_id`. `parts` are the columns; for a foreign key the other
/// table's name comes last. Cut to `max_bytes` as [`truncated`] does.
pub fn conventional_name(kind: NameKind, table: &str, parts: &[&str], max_bytes: Option<usize>) -> String {
    let (columns, referenced_table) = match (kind, parts.split_last()) {
        (NameKind::ForeignKey, Some((last, columns))) => (columns, *last),
        _ => (parts, ""),
    };
    let parts = NameParts { table, columns, referenced_table, ..NameParts::default() };
    truncated(&Naming::CONVENTION.name(kind, &parts), max_bytes)
}

/// A name that fits: cut at a character, with eight hexadecimal digits of a hash of the whole name at the
/// end, so that two long names stay different and a name stays what it is.
pub fn truncated(name: &str, max_bytes: Option<usize>) -> String {
    let Some(max) = max_bytes.filter(|max| name.len() > *max) else { return name.to_owned() };
    let mut at = max.saturating_sub(HASH);
    while !name.is_char_boundary(at) {
        at -= 1;
    }
    cut(name, at)
}

/// The characters that take the place of what is cut: an underscore and the hash.
pub(crate) const HASH: usize = 9;

/// The name up to a byte at which a character begins, and a hash of the whole.
pub(crate) fn cut(name: &str, at: usize) -> String {
    format!("{}_{:08x}", name.get(..at).unwrap_or_default(), fnv1a(name.as_bytes()))
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

    fn named(kind: NameKind, template: &str, columns: &[&str]) -> String {
        let mut naming = Naming::default();
        naming.set(kind, template).unwrap();
        let parts = NameParts {
            schema: Some("shop"),
            table: "orders",
            columns,
            referenced_table: "users",
            referenced_columns: &["id", "k"],
        };
        naming.name(kind, &parts)
    }

    #[test]
    fn templates_are_filled_in() {
        assert_eq!(named(NameKind::Index, "{table}_{columns}_idx", &["a", "b"]), "orders_a_b_idx");
        assert_eq!(named(NameKind::Index, "idx.{schema}.{columns}", &["a"]), "idx.shop.a");
        assert_eq!(
            named(NameKind::ForeignKey, "{columns}→{referenced_table}({referenced_columns})", &["u"]),
            "u→users(id_k)"
        );
        assert_eq!(named(NameKind::Check, "ck_{table}_{columns}", &[]), "ck_orders");
        assert_eq!(named(NameKind::Check, "{columns}_{table}", &[]), "orders");
        assert_eq!(named(NameKind::PrimaryKey, "{table} \"key\"", &["id"]), "orders \"key\"");
    }

    fn check_refused(kind: NameKind, template: &str, message: &str, at: Range<usize>) {
        let error = Naming::default().set(kind, template).unwrap_err();
        assert_eq!((error.message.as_str(), error.at), (message, at), "{template}");
    }

    #[test]
    fn templates_that_make_no_names_are_refused() {
        check_refused(NameKind::Index, " ", "a name must not be empty", 0..1);
        check_refused(
            NameKind::Index,
            "ix_{tabel}",
            "unknown placeholder `{tabel}`: there are `{table}`, `{columns}`, `{schema}`",
            3..10,
        );
        check_refused(
            NameKind::PrimaryKey,
            "pk_{referenced_table}",
            "unknown placeholder `{referenced_table}`: there are `{table}`, `{columns}`, `{schema}`",
            3..21,
        );
        check_refused(NameKind::Unique, "uq_{table", "a brace without its counterpart", 3..4);
        check_refused(NameKind::Unique, "uq_table}", "a brace without its counterpart", 8..9);
        check_refused(
            NameKind::Unique,
            "uq_{schema}",
            "every name would be the same: use `{table}`, `{columns}`, `{schema}`",
            0..11,
        );
    }
}
