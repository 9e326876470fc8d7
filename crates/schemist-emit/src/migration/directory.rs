/// How long the words of a directory's name may get.
const MAX_SLUG: usize = 60;

/// The name of a migration's directory: `2026-11-21-103000-0000_add_zoning`.
pub fn directory_name(version: &str, message: &str) -> String {
    // Diesel takes what stands before the first underscore as the version.
    let version: String = version.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("{version}_{}", slug(message))
}

/// A message as ASCII words joined by underscores, cut behind a word; `revision` where none is left.
pub fn slug(message: &str) -> String {
    let mut slug = String::new();
    for word in deunicode::deunicode(message).split(|c: char| !c.is_ascii_alphanumeric()) {
        let room = MAX_SLUG.saturating_sub(slug.len() + usize::from(!slug.is_empty()));
        let word: String = word.to_ascii_lowercase();
        if word.is_empty() {
            continue;
        }
        if word.len() > room {
            // One endless word is cut inside; others are left out whole.
            if slug.is_empty() {
                slug.extend(word.chars().take(room));
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.push_str(&word);
    }
    if slug.is_empty() { "revision".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &str, expected: &str) {
        assert_eq!(slug(message), expected);
    }

    #[test]
    fn slugs_are_plain() {
        check("Add zoning", "add_zoning");
        check("  Fix: o'clock -- now!  ", "fix_o_clock_now");
        check("../../etc/passwd\0\n", "etc_passwd");
        check("Größe ändern", "grosse_andern");
        check("添加用户", "tian_jia_yong_hu");
        check("", "revision");
        check("___", "revision");
        check(&"x".repeat(200), &"x".repeat(60));
        check(&format!("add {}", "y".repeat(70)), "add");
        assert!(slug(&"word ".repeat(50)).len() <= 60);
    }

    #[test]
    fn the_version_ends_at_the_first_underscore() {
        assert_eq!(
            directory_name("2026-11-21-103000-0000", "Add zoning"),
            "2026-11-21-103000-0000_add_zoning"
        );
        assert_eq!(directory_name("a_b/c", "x"), "a-b-c_x");
    }
}
