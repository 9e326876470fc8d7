use jiff::Zoned;

/// The longest version that fits Diesel's `VARCHAR(50)`.
pub(crate) const MAX_VERSION_LENGTH: usize = 50;

/// The version Diesel reads from a directory name: the text before the first `_`, without `-`.
pub fn version_of_directory(name: &str) -> String {
    plain(name.split('_').next().unwrap_or_default())
}

/// The version for a new revision, in the form of Diesel's directories: `2026-11-21-103000-0000`, by the clock
/// and time zone of `now`. Greater than every existing version in Diesel's string order, so that plain Diesel
/// applies the new revision last: the last four digits count up within a second, and where an existing version
/// lies in the future (a clock that was wrong, versions of another form) the new one follows that instead.
pub fn next_version(now: &Zoned, existing: &[impl AsRef<str>]) -> String {
    let wanted = with_dashes(&now.strftime("%Y%m%d%H%M%S0000").to_string());
    version_behind(&wanted, existing)
}

/// The wanted version where it sorts behind every existing one, else the next one that does.
pub fn version_behind(wanted: &str, existing: &[impl AsRef<str>]) -> String {
    let greatest = existing.iter().map(|version| plain(version.as_ref())).max().unwrap_or_default();
    match plain(wanted) > greatest {
        true => wanted.to_owned(),
        false => with_dashes(&successor(&greatest)),
    }
}

/// A version without the dashes of its directory's name.
pub(crate) fn plain(version: &str) -> String {
    version.replace('-', "")
}

/// A greater version that looks like the one given.
fn successor(version: &str) -> String {
    let digits = version.bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_date = digits == version.len() && (digits == 14 || digits == 18);
    if is_date && digits == 14 {
        return format!("{version}0000");
    }
    let (head, tail) = version.split_at(version.len() - digits);
    match incremented(tail) {
        Some(tail) => format!("{head}{tail}"),
        None => format!("{version}0001"),
    }
}

/// The number plus one in as many digits; `None` where there is no digit or no greater number.
fn incremented(digits: &str) -> Option<String> {
    let mut bytes = digits.as_bytes().to_vec();
    for byte in bytes.iter_mut().rev() {
        if *byte == b'9' {
            *byte = b'0';
        } else {
            *byte += 1;
            return String::from_utf8(bytes).ok();
        }
    }
    None
}

/// `202611211030000000` as `2026-11-21-103000-0000`; what does not have that form stays.
fn with_dashes(version: &str) -> String {
    if version.len() != 18 || !version.bytes().all(|b| b.is_ascii_digit()) {
        return version.to_owned();
    }
    let mut out = String::with_capacity(22);
    for (i, digit) in version.chars().enumerate() {
        if matches!(i, 4 | 6 | 8 | 14) {
            out.push('-');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(existing: &[&str], expected: &str) {
        let now: Zoned = "2026-11-21T10:30:00[UTC]".parse().unwrap();
        let version = next_version(&now, existing);
        assert_eq!(version, expected);
        assert!(existing.iter().all(|e| plain(e) < plain(&version)), "{version} is not the greatest");
        assert_eq!(version_of_directory(&format!("{version}_slug_x")), plain(&version));
    }

    #[test]
    fn versions_grow() {
        check(&[], "2026-11-21-103000-0000");
        check(&["20151219180527", "2026-11-21-102959-0000"], "2026-11-21-103000-0000");
        check(&["00000000000000", "0001", "1"], "2026-11-21-103000-0000");
        check(&["2026-11-21-103000-0000"], "2026-11-21-103000-0001");
        check(&["202611211030000000", "202611211030000009"], "2026-11-21-103000-0010");
        check(&["2026-11-21-103000-9999"], "2026-11-21-103001-0000");
        check(&["20261121103000"], "2026-11-21-103000-0000");
        check(&["2027-01-01-000000"], "2027-01-01-000000-0000");
        check(&["v1"], "v2");
        check(&["v"], "v0001");
        check(&["9999"], "99990001");
        check(&["é9"], "é90001");
    }

    #[test]
    fn the_clock_of_the_zone_counts() {
        let now: Zoned = "2026-11-21T23:30:00[+02:00]".parse().unwrap();
        assert_eq!(next_version(&now, &[] as &[&str]), "2026-11-21-233000-0000");
    }

    #[test]
    fn directories_are_read_as_diesel_reads_them() {
        assert_eq!(version_of_directory("2026-11-21-103000-0000_add_x"), "202611211030000000");
        assert_eq!(version_of_directory("00000000000000_diesel_initial_setup"), "00000000000000");
        assert_eq!(version_of_directory("a-b"), "ab");
    }
}
