/// SHA-256 of a migration file, hexadecimal. Line ends count as `\n`, so that a checkout on Windows is the
/// same file.
pub fn checksum(text: &str) -> String {
    if text.contains("\r\n") {
        schemist_emit::checksum(&text.replace("\r\n", "\n"))
    } else {
        schemist_emit::checksum(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(checksum("a\r\nb\n"), checksum("a\nb\n"));
        assert_ne!(checksum("a\nb"), checksum("a b"));
        assert_eq!(checksum(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
