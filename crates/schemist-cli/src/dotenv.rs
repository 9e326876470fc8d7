//! `.env` files: read for one variable, never put into the environment.

use camino::{Utf8Path, Utf8PathBuf};

use crate::codes::BAD_CONFIG;
use crate::failure::Failure;
use crate::files;

/// The value of a variable in the first `.env` of a folder or those above it, and that file.
pub(crate) fn find(name: &str, folder: &Utf8Path) -> Result<Option<(String, Utf8PathBuf)>, Failure> {
    let file = folder.ancestors().map(|folder| folder.join(".env")).find(|file| file.is_file());
    let Some(file) = file else { return Ok(None) };
    let Some(text) = files::read_if_there(&file)? else { return Ok(None) };
    match value_of(name, &text) {
        Ok(value) => Ok(value.filter(|value| !value.is_empty()).map(|value| (value, file))),
        // The line itself is not repeated: it may hold a secret.
        Err(line) => Err(Failure::input(BAD_CONFIG, format!("cannot understand line {line} of {file}"))
            .with_help("a line is `NAME=value`; quote a value with blanks or `#` in it")
            .with_help(format!(
                "{name} was looked for there; set it in the environment or give --database-url"
            ))),
    }
}

/// The first value counts. A line that cannot be read is of no matter where the value stands before it.
fn value_of(name: &str, text: &str) -> Result<Option<String>, usize> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for item in dotenvy::from_read_iter(text.as_bytes()) {
        match item {
            Ok((key, value)) if key == name => return Ok(Some(value)),
            Ok(_) => {}
            Err(dotenvy::Error::LineParse(line, _)) => {
                let first = line.lines().next().unwrap_or_default();
                return Err(text
                    .lines()
                    .position(|l| l.trim_end() == first.trim_end())
                    .map_or(0, |at| at + 1));
            }
            Err(_) => return Err(0),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Option<&str>, usize>) {
        assert_eq!(value_of("URL", text), expected.map(|value| value.map(str::to_owned)));
    }

    #[test]
    fn finds_the_first_value() {
        check("", Ok(None));
        check("# c\nexport A=1\nURL=x\nURL=y\n", Ok(Some("x")));
        check("\u{feff}URL='a b'\nbroken line here", Ok(Some("a b")));
        check("A=1\nbroken line s3cret\nURL=x\n", Err(2));
    }
}
