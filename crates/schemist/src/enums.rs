use std::fmt;

/// A value in the database that no variant of a model enum has: an older program reads a newer database, or
/// somebody wrote past the models. Diesel wraps it in its `DeserializationError`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownEnumValue {
    /// The enum's name in Rust.
    pub enum_name: &'static str,
    /// What the database holds.
    pub value: String,
    /// What the enum knows.
    pub known: &'static [&'static str],
}

impl UnknownEnumValue {
    /// For generated code.
    #[doc(hidden)]
    pub fn new(
        enum_name: &'static str,
        value: impl std::string::ToString,
        known: &'static [&'static str],
    ) -> Self {
        Self { enum_name, value: value.to_string(), known }
    }
}

impl fmt::Display for UnknownEnumValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the database holds {:?}, which is no value of `{}`; known are `{}`",
            self.value,
            self.enum_name,
            self.known.join("`, `")
        )
    }
}

impl std::error::Error for UnknownEnumValue {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_is_known() {
        let error = UnknownEnumValue::new("Status", "lo\"st", &["new", "on hold"]);
        assert_eq!(
            error.to_string(),
            "the database holds \"lo\\\"st\", which is no value of `Status`; known are `new`, `on hold`"
        );
    }
}
