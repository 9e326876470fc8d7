//! What `cfg` says: which features and flags count as set, and what a predicate makes of them.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What counts as set where `#[cfg(…)]` and `#[cfg_attr(…)]` ask.
///
/// What is not known stays open, and what depends on it is kept: the derive sees what the compiler has left
/// in place, and a file without a package has no features to ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cfg {
    /// The features of the crate; `None` where they are not known.
    pub features: Option<BTreeSet<String>>,
    /// `unix`, `debug_assertions` and the like; `None` where they are not known.
    pub flags: Option<BTreeSet<String>>,
    /// `target_os = "linux"` and the like.
    pub values: BTreeMap<String, BTreeSet<String>>,
}

impl Cfg {
    /// What a build for this machine in the `dev` profile sets, with features that are not known.
    pub fn host() -> Self {
        let mut flags: BTreeSet<String> = BTreeSet::from(["debug_assertions".to_owned()]);
        flags.extend(
            [("unix", cfg!(unix)), ("windows", cfg!(windows))]
                .into_iter()
                .filter(|(_, is_set)| *is_set)
                .map(|(flag, _)| flag.to_owned()),
        );
        let environment = [("gnu", cfg!(target_env = "gnu")), ("musl", cfg!(target_env = "musl"))];
        let environment = environment.into_iter().find_map(|(name, is_set)| is_set.then_some(name));
        let width = if cfg!(target_pointer_width = "32") { "32" } else { "64" };
        let endian = if cfg!(target_endian = "big") { "big" } else { "little" };
        let values = [
            ("target_os", Some(std::env::consts::OS)),
            ("target_family", Some(std::env::consts::FAMILY)),
            ("target_arch", Some(std::env::consts::ARCH)),
            ("target_env", environment),
            ("target_pointer_width", Some(width)),
            ("target_endian", Some(endian)),
            ("panic", Some("unwind")),
        ];
        let values = values
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), BTreeSet::from([value?.to_owned()]))));
        Self { features: None, flags: Some(flags), values: values.collect() }
    }

    /// Sets what `text` says: a flag (`unix`) or a pair (`target_os = "windows"`), which takes the place of
    /// this machine's value.
    ///
    /// # Errors
    /// Where the text is neither.
    pub fn set(&mut self, text: &str) -> Result<(), NotACfg> {
        let tokens: TokenStream = text.parse().map_err(|_| NotACfg)?;
        match Predicate::of(tokens) {
            Predicate::Flag(flag) if flag == "test" => Err(NotACfg),
            Predicate::Flag(flag) => {
                self.flags.get_or_insert_default().insert(flag);
                Ok(())
            }
            Predicate::Pair(key, value) if key == "feature" => {
                self.features.get_or_insert_default().insert(value);
                Ok(())
            }
            Predicate::Pair(key, value) => {
                self.values.insert(key, BTreeSet::from([value]));
                Ok(())
            }
            Predicate::All(_)
            | Predicate::Any(_)
            | Predicate::Not(_)
            | Predicate::Constant(_)
            | Predicate::Unknown => Err(NotACfg),
        }
    }

    /// Whether a predicate holds; `None` where that is not known. `test` never holds: models of tests are
    /// not the program's.
    pub(crate) fn holds(&self, predicate: &Predicate) -> Option<bool> {
        match predicate {
            Predicate::Flag(flag) if flag == "test" => Some(false),
            Predicate::Flag(flag) => self.flags.as_ref().map(|flags| flags.contains(flag)),
            Predicate::Pair(key, value) if key == "feature" => {
                self.features.as_ref().map(|features| features.contains(value))
            }
            Predicate::Pair(key, value) => {
                self.flags.as_ref()?;
                Some(self.values.get(key).is_some_and(|values| values.contains(value)))
            }
            Predicate::All(parts) => self.fold(parts, false),
            Predicate::Any(parts) => self.fold(parts, true),
            Predicate::Not(inner) => self.holds(inner).map(|holds| !holds),
            Predicate::Constant(value) => Some(*value),
            Predicate::Unknown => None,
        }
    }

    /// `any` is decided by one part that holds, `all` by one that does not.
    fn fold(&self, parts: &[Predicate], decisive: bool) -> Option<bool> {
        let mut result = Some(!decisive);
        for part in parts {
            match self.holds(part) {
                Some(value) if value == decisive => return Some(decisive),
                Some(_) => {}
                None => result = None,
            }
        }
        result
    }
}

/// The text is neither a flag nor a pair that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACfg;

/// What stands in the parentheses of `cfg`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Predicate {
    Flag(String),
    Pair(String, String),
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    Constant(bool),
    /// Not a predicate that is known here: it may hold or not.
    Unknown,
}

/// Deeper than people nest predicates.
const DEPTH: usize = 64;

impl Predicate {
    /// The predicate that some tokens write.
    pub(crate) fn of(tokens: TokenStream) -> Self {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        Self::parse(&tokens, DEPTH)
    }

    fn parse(tokens: &[TokenTree], depth: usize) -> Self {
        match tokens {
            [TokenTree::Ident(word)] if word == "true" || word == "false" => Self::Constant(word == "true"),
            [TokenTree::Ident(word)] => Self::Flag(word.to_string()),
            [TokenTree::Ident(key), TokenTree::Punct(equals), TokenTree::Literal(value)]
                if equals.as_char() == '=' =>
            {
                match syn::Lit::new(value.clone()) {
                    syn::Lit::Str(text) => Self::Pair(key.to_string(), text.value()),
                    _ => Self::Unknown,
                }
            }
            [TokenTree::Ident(word), TokenTree::Group(group)]
                if depth > 0 && group.delimiter() == Delimiter::Parenthesis =>
            {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let parts = inner.split(is_comma).filter(|part| !part.is_empty());
                let mut parts: Vec<Self> = parts.map(|part| Self::parse(part, depth - 1)).collect();
                match (word.to_string().as_str(), parts.len()) {
                    ("all", _) => Self::All(parts),
                    ("any", _) => Self::Any(parts),
                    ("not", 1) => parts.pop().map_or(Self::Unknown, |part| Self::Not(Box::new(part))),
                    _ => Self::Unknown,
                }
            }
            _ => Self::Unknown,
        }
    }

    /// The features that would have to be chosen, as far as the predicate names them.
    #[cfg(feature = "load")]
    pub(crate) fn features(&self) -> Vec<&str> {
        match self {
            Self::Pair(key, value) if key == "feature" => vec![value],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::features).collect(),
            Self::Pair(..) | Self::Flag(_) | Self::Not(_) | Self::Constant(_) | Self::Unknown => Vec::new(),
        }
    }

    /// Whether it is about tests: nobody wonders where a test's struct is.
    #[cfg(feature = "load")]
    pub(crate) fn is_about_tests(&self) -> bool {
        match self {
            Self::Flag(flag) => flag == "test",
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::is_about_tests),
            Self::Pair(..) | Self::Not(_) | Self::Constant(_) | Self::Unknown => false,
        }
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == ',')
}

impl std::fmt::Display for Predicate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |f: &mut std::fmt::Formatter<'_>, word: &str, parts: &[Self]| {
            write!(f, "{word}(")?;
            for (i, part) in parts.iter().enumerate() {
                write!(f, "{}{part}", if i == 0 { "" } else { ", " })?;
            }
            f.write_str(")")
        };
        match self {
            Self::Flag(flag) => f.write_str(flag),
            Self::Pair(key, value) => write!(f, "{key} = {value:?}"),
            Self::All(parts) => list(f, "all", parts),
            Self::Any(parts) => list(f, "any", parts),
            Self::Not(inner) => list(f, "not", std::slice::from_ref(inner)),
            Self::Constant(value) => write!(f, "{value}"),
            Self::Unknown => f.write_str("…"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cfg: &Cfg, text: &str, expected: Option<bool>) {
        let predicate = Predicate::of(text.parse().unwrap());
        assert_eq!(cfg.holds(&predicate), expected, "{text}");
    }

    #[test]
    fn predicates() {
        let mut cfg = Cfg { features: Some(BTreeSet::from(["db".to_owned()])), ..Cfg::host() };
        cfg.set("target_os = \"plan9\"").unwrap();
        cfg.set("tokio_unstable").unwrap();
        assert_eq!(cfg.set("not(unix)"), Err(NotACfg));
        assert_eq!(cfg.set("\""), Err(NotACfg));
        for (text, expected) in [
            ("feature = \"db\"", true),
            ("feature = \"web\"", false),
            ("not(feature = \"web\")", true),
            ("all(feature = \"db\", not(test))", true),
            ("any(feature = \"web\", target_os = \"plan9\")", true),
            ("target_os = \"linux\"", false),
            ("tokio_unstable", true),
            ("all()", true),
            ("any()", false),
            ("true", true),
            ("not(true)", false),
            ("test", false),
            ("any(test, windows, unix)", true),
        ] {
            check(&cfg, text, Some(expected));
        }
        for text in ["", "x y", "feature = 5", "all(odd(x))", "not(a, b)"] {
            check(&cfg, text, None);
        }
    }

    #[test]
    fn what_is_not_known_stays_open() {
        let open = Cfg::default();
        for text in ["unix", "feature = \"db\"", "not(feature = \"db\")", "target_os = \"linux\""] {
            check(&open, text, None);
        }
        check(&open, "all(test, unix)", Some(false));
        check(&open, "any(not(test), unix)", Some(true));
    }

    #[test]
    fn predicates_are_shown_as_written() {
        let text = "all(feature = \"x\", any(unix, not(windows)))";
        let predicate = Predicate::of(text.parse().unwrap());
        assert_eq!(predicate.to_string(), text);
        assert_eq!(predicate.features(), ["x"]);
    }
}
