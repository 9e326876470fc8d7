//! How alike two names are, word by word.

use std::cmp::Ordering;

use heck::ToSnakeCase;

/// Words that say little about which column it is.
const WEAK_WORDS: &[&str] = &["id", "at", "is", "the", "of", "by", "date", "type"];
/// The share that a weak word counts for.
const WEAK: f64 = 0.6;
/// An ending that a word may gain or lose: `city` and `cities`, `tax` and `taxes`, `encrypted` and `encrypt`.
const ENDINGS: &[&str] = &["ies", "ing", "es", "ed", "s", "e", "y"];

/// How alike two names are: 0 for nothing in common, 1 for the same words.
///
/// Words are paired with their likes, wherever they stand. What counts is the share of all words that found one, and,
/// less, of the words of the shorter name: names grow by a prefix or a suffix more often than they change.
pub(super) fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (joined_a, joined_b) = (a.concat(), b.concat());
    if joined_a == joined_b {
        return 1.0;
    }
    let paired: f64 =
        pairs(&a, &b).iter().map(|pair| pair.alike * (weight(&a[pair.a]) + weight(&b[pair.b]))).sum();
    let (all_a, all_b) = (total(&a), total(&b));
    let of_both = paired / (all_a + all_b);
    let of_the_shorter = paired / 2.0 / all_a.min(all_b);
    let letters = alike_letters(&joined_a, &joined_b);
    let spelling = if letters > 0.6 && same_numbers(&a, &b) { letters } else { 0.0 };
    of_both.max(0.5 * of_both + 0.4 * of_the_shorter).max(spelling)
}

/// Whether one name is the other with words added, left out, shortened, inflected or spelled differently; not where
/// one word took the place of another (`provider_id`, `publisher_id`) or one number of another (`line_1`, `line_2`).
pub(super) fn is_variation(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shorter = a.len().min(b.len());
    shorter > 0 && (pairs(&a, &b).len() == shorter || (is_misspelled(&a, &b) && same_numbers(&a, &b)))
}

/// Whether two letters at most differ, and few of all: `tag` and `tax` are two words.
fn is_misspelled(a: &[String], b: &[String]) -> bool {
    let (a, b) = (a.concat(), b.concat());
    let longest = a.chars().count().max(b.chars().count());
    strsim::osa_distance(&a, &b) <= (longest / 4).min(2)
}

/// Whether both count the same, where both have numbers.
fn same_numbers(a: &[String], b: &[String]) -> bool {
    let numbers = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).cloned().collect()
    };
    let (a, b) = (numbers(a), numbers(b));
    a.is_empty() || b.is_empty() || a == b
}

/// What keeps two names from naming one thing, in words: another number in the place of a number, or a word in the place
/// of its opposite. The values would then mean something else, however alike the columns are.
pub(super) fn contradiction(a: &str, b: &str) -> Option<String> {
    let (a, b) = (words(a), words(b));
    if !same_numbers(&a, &b) {
        return Some("the names have different numbers".to_owned());
    }
    let only = |words: &[String], others: &[String]| -> Vec<String> {
        words.iter().filter(|word| !others.contains(word)).cloned().collect()
    };
    let (went, came) = (only(&a, &b), only(&b, &a));
    let opposed = |w: &String| came.iter().find(|c| are_opposite(w, c)).map(|c| (w.clone(), c.clone()));
    if let Some((went, came)) = went.iter().find_map(opposed) {
        return Some(format!("`{went}` and `{came}` are opposites"));
    }
    let negated = went.iter().chain(&came).find(|word| NEGATIONS.contains(&word.as_str()));
    negated.filter(|_| went.is_empty() != came.is_empty()).map(|word| format!("only one says `{word}`"))
}

/// Words that turn what a name says round.
const NEGATIONS: [&str; 4] = ["not", "no", "non", "without"];
/// Beginnings that do.
const NEGATING: [&str; 6] = ["in", "un", "dis", "non", "im", "ir"];
/// Pairs of words of which columns have one or the other.
const OPPOSITES: &[(&str, &str)] = &[
    ("enabled", "disabled"),
    ("enable", "disable"),
    ("start", "end"),
    ("starts", "ends"),
    ("started", "ended"),
    ("started", "finished"),
    ("begin", "end"),
    ("first", "last"),
    ("from", "to"),
    ("min", "max"),
    ("minimum", "maximum"),
    ("before", "after"),
    ("old", "new"),
    ("previous", "next"),
    ("created", "updated"),
    ("created", "deleted"),
    ("updated", "deleted"),
    ("opened", "closed"),
    ("open", "closed"),
    ("open", "close"),
    ("in", "out"),
    ("input", "output"),
    ("source", "target"),
    ("source", "destination"),
    ("sender", "recipient"),
    ("sender", "receiver"),
    ("buyer", "seller"),
    ("debit", "credit"),
    ("gross", "net"),
    ("width", "height"),
    ("left", "right"),
    ("top", "bottom"),
    ("up", "down"),
    ("latitude", "longitude"),
    ("lat", "lon"),
    ("lat", "lng"),
    ("x", "y"),
    ("public", "private"),
    ("visible", "hidden"),
    ("show", "hide"),
    ("home", "away"),
    ("parent", "child"),
    ("import", "export"),
    ("upload", "download"),
];

fn are_opposite(a: &str, b: &str) -> bool {
    let negates = |a: &str, b: &str| NEGATING.iter().any(|begin| b.strip_prefix(begin) == Some(a));
    let is_pair = |a: &str, b: &str| OPPOSITES.contains(&(a, b));
    a.chars().count() >= 3 && b.chars().count() >= 3 && (negates(a, b) || negates(b, a))
        || is_pair(a, b)
        || is_pair(b, a)
}

/// Which words went and which came: `icon_size` to `local_icon_size` and `icon_name` to `local_icon_name` are the same
/// change.
pub(super) fn change(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let (old, new) = (words(old), words(new));
    let without = |words: &[String], others: &[String]| -> Vec<String> {
        words.iter().filter(|word| !others.contains(word)).cloned().collect()
    };
    (without(&old, &new), without(&new, &old))
}

fn words(name: &str) -> Vec<String> {
    let snake = name.to_snake_case();
    snake.split(|c: char| !c.is_alphanumeric()).flat_map(split_number).collect()
}

/// `iso3` is the words `iso` and `3`.
fn split_number(word: &str) -> Vec<String> {
    let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    let (letters, number) = word.split_at(at);
    [letters, number].into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn weight(word: &str) -> f64 {
    if WEAK_WORDS.contains(&word) { WEAK } else { 1.0 }
}

fn total(words: &[String]) -> f64 {
    words.iter().map(|word| weight(word)).sum()
}

struct WordPair {
    a: usize,
    b: usize,
    alike: f64,
}

/// The words of one name with their likes in the other, the most alike first, each word once.
fn pairs(a: &[String], b: &[String]) -> Vec<WordPair> {
    let mut all: Vec<(WordPair, f64)> = Vec::new();
    for (i, word) in a.iter().enumerate() {
        for (j, other) in b.iter().enumerate() {
            let alike = alike_words(word, other);
            if alike > 0.0 {
                all.push((WordPair { a: i, b: j, alike }, (place(i, a) - place(j, b)).abs()));
            }
        }
    }
    all.sort_by(|(p, far), (q, further)| {
        let order = q.alike.total_cmp(&p.alike).then(far.total_cmp(further));
        if order == Ordering::Equal { (p.a, p.b).cmp(&(q.a, q.b)) } else { order }
    });
    let mut chosen: Vec<WordPair> = Vec::new();
    for (pair, _) in all {
        if chosen.iter().all(|other| other.a != pair.a && other.b != pair.b) {
            chosen.push(pair);
        }
    }
    chosen
}

#[allow(clippy::cast_precision_loss, reason = "names have few words")]
fn place(at: usize, words: &[String]) -> f64 {
    at as f64 / words.len() as f64
}

fn alike_words(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    if stem(a) == stem(b) {
        return 0.95;
    }
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let letters = short.chars().count();
    if letters >= 2 && long.starts_with(short) {
        return 0.85;
    }
    if letters >= 2 && is_abbreviation(short, long) {
        return 0.7;
    }
    let alike = alike_letters(a, b);
    if letters >= 4 && alike >= 0.7 { alike } else { 0.0 }
}

/// The letters of `short` stand in `long` in the same order, from the same first letter: `qty`, `quantity`.
fn is_abbreviation(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next()
        && short.chars().all(|letter| rest.any(|other| other == letter))
}

fn stem(word: &str) -> &str {
    let ending = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    ending.filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

/// 1 less the share of letters to change, transposed neighbours counting once.
#[allow(clippy::cast_precision_loss, reason = "names are short")]
fn alike_letters(a: &str, b: &str) -> f64 {
    let longest = a.chars().count().max(b.chars().count()).max(1);
    1.0 - strsim::osa_distance(a, b) as f64 / longest as f64
}

#[cfg(test)]
mod tests {
    use super::{contradiction, is_variation, similarity};

    #[test]
    fn opposites_and_other_numbers_contradict_each_other() {
        let check = |a: &str, b: &str, expected: Option<&str>| {
            assert_eq!(contradiction(a, b).as_deref(), expected, "{a} and {b}");
        };
        check("is_active", "is_inactive", Some("`active` and `inactive` are opposites"));
        check("enabled", "disabled", Some("`enabled` and `disabled` are opposites"));
        check("ends_at", "starts_at", Some("`ends` and `starts` are opposites"));
        check("valid", "not_valid", Some("only one says `not`"));
        check("address_1", "address_2", Some("the names have different numbers"));
        check("address1", "address_1", None);
        check("address", "address_1", None);
        check("active", "is_active", None);
        check("name", "full_name", None);
        check("created", "created_at", None);
        check("started_from", "from_started", None);
    }

    #[track_caller]
    fn check(a: &str, b: &str, least: f64, most: f64) {
        let found = similarity(a, b);
        assert!((least..=most).contains(&found), "{a} and {b}: {found}");
        let back = similarity(b, a);
        assert!((found - back).abs() < 1e-9, "{a} and {b}: {found} one way, {back} the other");
    }

    #[test]
    fn the_same_words_in_another_case_are_the_same() {
        check("createdAt", "created_at", 1.0, 1.0);
        check("user_name", "username", 1.0, 1.0);
    }

    #[test]
    fn affixes_inflection_abbreviation_and_spelling_are_alike() {
        check("created", "created_at", 0.7, 0.99);
        check("qty", "quantity", 0.6, 0.99);
        check("addr_line", "address_line", 0.8, 0.99);
        check("tax", "taxes", 0.9, 0.99);
        check("bouyant", "buoyant", 0.8, 0.99);
        check("shipping_price_net", "shipping_price_net_amount", 0.8, 0.99);
    }

    #[test]
    fn other_words_are_not_alike() {
        check("country", "area", 0.0, 0.2);
        check("font_size", "base_em", 0.0, 0.2);
        check("", "x", 0.0, 0.0);
        check("Straße", "日本", 0.0, 0.2);
        check("isocode1", "isocode2", 0.3, 0.75);
    }

    #[test]
    fn a_replaced_word_is_no_variation() {
        assert!(is_variation("organization_project", "organization_projects"));
        assert!(is_variation("meta", "metadata"));
        assert!(is_variation("recuring_fine", "recurring_fine"));
        assert!(is_variation("city", "cities"));
        assert!(!is_variation("provider_id", "publisher_id"));
        assert!(!is_variation("tag", "tax"));
        assert!(!is_variation("a1", "a2"));
        assert!(!is_variation("address_line_1", "address_line_2"));
        assert!(!is_variation("", ""));
    }
}
