/// What can go wrong when files are written to text or read from it.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    /// A newer Schemist wrote it.
    #[error(
        "{what} has format {found}, this version of Schemist reads up to {known}: use the version that wrote it, or a newer one"
    )]
    NewerFormat {
        /// Which file.
        what: &'static str,
        /// The format it has.
        found: u64,
        /// The newest format that is understood.
        known: u32,
    },
    /// It is not what it should be.
    #[error("{what} cannot be read: {source}")]
    Unreadable {
        /// Which file.
        what: &'static str,
        /// What the parser says, with line and column.
        source: serde_json::Error,
    },
    /// It cannot be put into text.
    #[error("{what} cannot be written: {source}")]
    Unwritable {
        /// Which file.
        what: &'static str,
        /// What the serializer says.
        source: serde_json::Error,
    },
}

/// Reads a JSON file with a `format` number, which is looked at first: the rest of a newer format may not
/// even parse, and "missing field" would send the user looking in the wrong place.
pub(crate) fn read_format<T: serde::de::DeserializeOwned>(
    what: &'static str,
    known: u32,
    text: &str,
) -> Result<T, EmitError> {
    #[derive(serde::Deserialize)]
    struct Format {
        format: u64,
    }
    let unreadable = |source| EmitError::Unreadable { what, source };
    let Format { format: found } = serde_json::from_str(text).map_err(unreadable)?;
    if found > u64::from(known) {
        return Err(EmitError::NewerFormat { what, found, known });
    }
    serde_json::from_str(text).map_err(unreadable)
}

/// Writes a file as pretty JSON, one item a line, with a final line end.
pub(crate) fn write_json<T: serde::Serialize>(what: &'static str, value: &T) -> Result<String, EmitError> {
    let mut text =
        serde_json::to_string_pretty(value).map_err(|source| EmitError::Unwritable { what, source })?;
    text.push('\n');
    Ok(text)
}
