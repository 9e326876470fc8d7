//! Which of the dropped is which of the added under a new name.
//!
//! Each pair is weighed by all that is known of both sides ([`columns`], [`tables`]): every fact adds its weight in
//! natural logarithms of odds, with its words. One assignment takes the pairs with the greatest sum
//! ([`assignment`]); a pair with close rivals is worth less. The weights follow from what each fact can tell, not
//! from a fit; `cargo xtask renames FILE` measures them on recorded changes.

mod assignment;
mod columns;
mod enums;
mod facts;
mod names;
mod tables;
mod types;

pub use facts::{ColumnFacts, Slot, TableFacts};

/// At and above this a pair of columns is the same column: about 98 % of the pairs with such evidence are.
const SURE: f64 = 3.6;
/// At and above this a rename is worth a question: one in twenty is one, and a question costs less than the values.
const LIKELY: f64 = -3.0;
/// The same of tables, of which more is known.
const LIKELY_TABLE: f64 = -2.0;
/// The same of values, which are neither lost nor mixed up unasked: a row that holds one stops the migration.
const LIKELY_VALUE: f64 = 0.5;
/// What one rival takes off a pair.
const RIVAL: f64 = -0.7;
/// How close a rival must come.
const CLOSE: f64 = 1.5;
/// One gone and one come, nothing else: what was edited is mostly the same thing.
const ALONE: f64 = 0.8;
/// A sibling is renamed in the same way.
const SAME_CHANGE: f64 = 1.5;

/// A fact about a pair and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Natural logarithm of odds: above 0 for a rename, below against.
    pub weight: f64,
    /// In words; empty for what goes without saying.
    pub words: String,
    /// Whether it is that a sibling was renamed in the same way; that counts once.
    is_shared_change: bool,
}

impl Evidence {
    fn new(weight: f64, words: impl Into<String>) -> Self {
        Self { weight, words: words.into(), is_shared_change: false }
    }
}

trait Named {
    fn name(&self) -> &str;
}

impl Named for ColumnFacts {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for TableFacts {
    fn name(&self) -> &str {
        &self.name
    }
}

/// How far a match can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Not worth a question.
    Unlikely,
    /// Worth a question: drop and add, with a warning that shows the hint for the other reading.
    Likely,
    /// A rename.
    Sure,
}

/// One of the dropped and one of the added, by their places in the lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which of the dropped.
    pub dropped: usize,
    /// Which of the added.
    pub added: usize,
    /// The sum of the evidence.
    pub score: f64,
    /// What follows from it.
    pub confidence: Confidence,
    /// What was found, in the order in which it was looked at.
    pub evidence: Vec<Evidence>,
}

impl Match {
    /// What speaks for it and against it, in words.
    pub fn reasons(&self) -> String {
        let words: Vec<&str> =
            self.evidence.iter().map(|e| e.words.as_str()).filter(|words| !words.is_empty()).collect();
        words.join(", ")
    }
}

/// Matches columns dropped from a table with columns added to it. Each is in one match at most; in the order of the
/// dropped. A word in the place of its opposite, or a number in that of another, keeps a match from being sure: the
/// values would mean something else.
pub fn match_columns(dropped: &[ColumnFacts], added: &[ColumnFacts]) -> Vec<Match> {
    matches(dropped, added, LIKELY, columns::evidence, |old, new| {
        names::contradiction(&old.name, &new.name).is_none()
    })
}

/// Matches dropped tables with created ones. A wrong rename of a table mixes two kinds of rows, so that a replaced
/// word in the name or a lone column keeps a match from being sure.
pub fn match_tables(dropped: &[TableFacts], created: &[TableFacts]) -> Vec<Match> {
    matches(dropped, created, LIKELY_TABLE, tables::evidence, |old, new| {
        old.columns.len() >= 2 && names::is_variation(&old.name, &new.name)
    })
}

/// Matches enum types, given as tables of their values: whatever is done, the values of the columns are kept, so that a
/// wrong one costs a name.
pub fn match_enums(dropped: &[TableFacts], created: &[TableFacts]) -> Vec<Match> {
    matches(dropped, created, LIKELY_TABLE, enums::evidence, |_, _| true)
}

/// Matches values that an enum lost with values that it gained. The rows take on the new meaning, so that a replaced word
/// keeps a match from being sure.
pub fn match_values(dropped: &[ColumnFacts], added: &[ColumnFacts]) -> Vec<Match> {
    matches(dropped, added, LIKELY_VALUE, columns::evidence, |old, new| {
        names::is_variation(&old.name, &new.name)
    })
}

fn matches<T: Named>(
    dropped: &[T],
    added: &[T],
    likely: f64,
    evidence: impl Fn(&T, &T) -> Vec<Evidence>,
    may_be_sure: impl Fn(&T, &T) -> bool,
) -> Vec<Match> {
    let weigh = |old: &T| added.iter().map(|new| evidence(old, new)).collect();
    let mut pairs: Vec<Vec<Vec<Evidence>>> = dropped.iter().map(weigh).collect();
    let first = assigned(&pairs);
    if spread_changes(&mut pairs, &first, dropped, added) {
        return settled(assigned(&pairs), dropped, added, likely, may_be_sure);
    }
    settled(first, dropped, added, likely, may_be_sure)
}

/// The best pairs, with what their rivals take off.
fn assigned(pairs: &[Vec<Vec<Evidence>>]) -> Vec<Match> {
    let scores: Vec<Vec<f64>> =
        pairs.iter().map(|row| row.iter().map(|evidence| sum(evidence)).collect()).collect();
    let mut found = Vec::new();
    for (dropped, added) in assignment::assign(&scores) {
        let Some(evidence) = pairs.get(dropped).and_then(|row| row.get(added)) else { continue };
        let mut evidence = evidence.clone();
        evidence.extend(of_rivals(&scores, dropped, added));
        let score = sum(&evidence);
        found.push(Match { dropped, added, score, confidence: Confidence::Unlikely, evidence });
    }
    found
}

fn settled<T>(
    mut matches: Vec<Match>,
    dropped: &[T],
    added: &[T],
    likely: f64,
    may_be_sure: impl Fn(&T, &T) -> bool,
) -> Vec<Match> {
    for found in &mut matches {
        let pair = dropped.get(found.dropped).zip(added.get(found.added));
        found.confidence = match found.score {
            score if score >= SURE && pair.is_some_and(|(old, new)| may_be_sure(old, new)) => {
                Confidence::Sure
            }
            score if score >= likely => Confidence::Likely,
            _ => Confidence::Unlikely,
        };
    }
    matches
}

/// What happened to one name surely happened to its siblings too: who adds a prefix adds it to all. Whether any pair
/// gained by that.
fn spread_changes<T: Named>(
    pairs: &mut [Vec<Vec<Evidence>>],
    found: &[Match],
    dropped: &[T],
    added: &[T],
) -> bool {
    let mut gained = false;
    for sure in found.iter().filter(|found| found.score >= SURE) {
        let Some((old, new)) = dropped.get(sure.dropped).zip(added.get(sure.added)) else { continue };
        let change = names::change(old.name(), new.name());
        for (i, row) in pairs.iter_mut().enumerate().filter(|(i, _)| *i != sure.dropped) {
            for (j, evidence) in row.iter_mut().enumerate().filter(|(j, _)| *j != sure.added) {
                let Some((a, b)) = dropped.get(i).zip(added.get(j)) else { continue };
                let is_known = evidence.iter().any(|e| e.is_shared_change);
                if !is_known && names::change(a.name(), b.name()) == change {
                    let words = format!("renamed as `{}` to `{}`", old.name(), new.name());
                    evidence.push(Evidence { weight: SAME_CHANGE, words, is_shared_change: true });
                    gained = true;
                }
            }
        }
    }
    gained
}

fn sum(evidence: &[Evidence]) -> f64 {
    evidence.iter().map(|e| e.weight).sum()
}

#[allow(clippy::cast_precision_loss, reason = "rivals are few")]
fn of_rivals(scores: &[Vec<f64>], row: usize, column: usize) -> Option<Evidence> {
    let at = |i: usize, j: usize| scores.get(i).and_then(|row| row.get(j)).copied().unwrap_or(f64::MIN);
    let (rows, columns) = (scores.len(), scores.first().map_or(0, Vec::len));
    if (rows, columns) == (1, 1) {
        return Some(Evidence::new(ALONE, "nothing else went or came"));
    }
    let close = at(row, column) - CLOSE;
    let rivals = (0..rows).filter(|i| *i != row && at(*i, column) > close).count()
        + (0..columns).filter(|j| *j != column && at(row, *j) > close).count();
    match rivals {
        0 => None,
        1 => Some(Evidence::new(RIVAL, "one other pair comes close")),
        n => Some(Evidence::new(RIVAL * n as f64, format!("{n} other pairs come close"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnFacts, Confidence, Slot, TableFacts, match_columns, match_tables};

    fn column(name: &str, ty: &str, gap: usize) -> ColumnFacts {
        ColumnFacts {
            name: name.to_owned(),
            ty: Some(ty.to_owned()),
            nullable: Some(false),
            default: Some(None),
            slot: Some(Slot { gap, rank: 0 }),
            ..ColumnFacts::default()
        }
    }

    #[track_caller]
    fn check(dropped: &[ColumnFacts], added: &[ColumnFacts], expected: &[(&str, &str, Confidence)]) {
        let found: Vec<_> = match_columns(dropped, added)
            .iter()
            .map(|m| (dropped[m.dropped].name.clone(), added[m.added].name.clone(), m.confidence))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(old, new, sure)| ((*old).to_owned(), (*new).to_owned(), *sure)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_edited_line_is_a_rename() {
        check(
            &[column("name", "text", 2)],
            &[column("full_name", "text", 2)],
            &[("name", "full_name", Confidence::Sure)],
        );
    }

    #[test]
    fn another_type_is_no_rename() {
        check(
            &[column("is_admin", "boolean", 2)],
            &[column("role", "integer", 2)],
            &[("is_admin", "role", Confidence::Unlikely)],
        );
    }

    #[test]
    fn a_column_elsewhere_with_another_name_is_a_question_at_most() {
        check(
            &[column("product_id", "bigint", 1)],
            &[column("plan_id", "bigint", 2)],
            &[("product_id", "plan_id", Confidence::Likely)],
        );
    }

    #[test]
    fn two_for_one_is_never_sure_by_place_alone() {
        let (mut a, mut b) = (column("total_net", "numeric", 3), column("total_tax", "numeric", 3));
        a.slot = None;
        b.slot = None;
        let found = match_columns(&[column("total", "numeric", 3)], &[a, b]);
        assert_eq!(found.len(), 1);
        assert_ne!(found[0].confidence, Confidence::Sure);
        assert!(found[0].reasons().contains("one other pair comes close"), "{}", found[0].reasons());
    }

    #[test]
    fn pairs_are_chosen_together() {
        check(
            &[column("net", "numeric", 3), column("gross", "numeric", 4)],
            &[column("gross_amount", "numeric", 4), column("net_amount", "numeric", 3)],
            &[("net", "net_amount", Confidence::Sure), ("gross", "gross_amount", Confidence::Sure)],
        );
    }

    #[test]
    fn siblings_are_renamed_alike() {
        let mut added: Vec<ColumnFacts> =
            ["s3_icon_name", "local_icon_name", "s3_icon_size"].map(|n| column(n, "text", 9)).into();
        added.iter_mut().for_each(|c| c.slot = None);
        added.push(column("local_icon_size", "text", 4));
        let mut name = column("icon_name", "text", 3);
        name.slot = None;
        check(
            &[name, column("icon_size", "text", 4)],
            &added,
            &[
                ("icon_name", "local_icon_name", Confidence::Sure),
                ("icon_size", "local_icon_size", Confidence::Sure),
            ],
        );
    }

    #[test]
    fn tables_need_columns_and_a_name_of_the_same_words() {
        let table = |name: &str, columns: &[&str]| TableFacts {
            name: name.to_owned(),
            columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            ..TableFacts::default()
        };
        let columns = ["id", "email", "password_hash", "joined_at"];
        let confidence = |old: &TableFacts, new: &TableFacts| {
            match_tables(std::slice::from_ref(old), std::slice::from_ref(new))[0].confidence
        };
        assert_eq!(confidence(&table("user", &columns), &table("users", &columns)), Confidence::Sure);
        assert_eq!(confidence(&table("users", &columns), &table("accounts", &columns)), Confidence::Likely);
        assert_eq!(
            confidence(&table("users", &columns), &table("users_old", &["x", "y"])),
            Confidence::Unlikely
        );
        assert_eq!(confidence(&table("tag", &["id"]), &table("tags", &["id"])), Confidence::Likely);
    }
}
