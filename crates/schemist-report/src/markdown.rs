use std::fmt::Write as _;

use schemist_diagnostics::{Diagnostic, Severity};

use crate::{
    changes::groups,
    review::{Review, details},
    summary::remark,
};

/// How many findings stand in the open: the table of changes and these fit on a screen.
const OPEN_FINDINGS: usize = 12;
/// GitHub refuses comments above 65,536 characters; SQL beyond this is cut, with a word about it.
const SQL_AT_MOST: usize = 40_000;

/// A comment for a pull request: what changes in numbers, the findings that need a decision, and collapsed the single
/// operations, the rest of the findings and the SQL. Everything that comes from a schema is escaped.
pub fn markdown(review: &Review<'_>) -> String {
    let mut text = format!("### {}\n\n", inline(review.title));
    if review.operations.is_empty() && review.diagnostics.is_empty() {
        text.push_str("Nothing to do: both sides are the same.\n");
        return text;
    }
    changes(&mut text, review);
    findings(&mut text, review);
    operations(&mut text, review);
    sql(&mut text, review);
    text
}

fn changes(text: &mut String, review: &Review<'_>) {
    if review.operations.is_empty() {
        let is_refused = review.diagnostics.iter().any(|d| d.severity == Severity::Error);
        text.push_str(if is_refused { "Nothing could be compared.\n\n" } else { "No operations.\n\n" });
        return;
    }
    let groups = groups(review.operations, review.touched);
    let has_rows = groups.iter().any(|group| !group.rows().is_empty());
    let columns = if has_rows { ("| rows |", "---|") } else { ("|", "") };
    let _ = writeln!(text, "| | operations | of {}\n|---|--:|---|{}", columns.0, columns.1);
    for group in &groups {
        let rows = if has_rows { format!(" {} |", group.rows()) } else { String::new() };
        let (word, count) = (group.fate.word(), group.operations.len());
        let _ = writeln!(text, "| {word} | {count} | {} |{rows}", few(&group.objects()));
    }
    let losing = review.operations.iter().filter(|o| o.loses_data()).count();
    match losing {
        0 => {}
        1 => text.push_str("\n**1 operation deletes data.**\n"),
        n => {
            let _ = writeln!(text, "\n**{n} operations delete data.**");
        }
    }
    text.push('\n');
}

/// The first few names; the rest as a number.
fn few(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| code(name)).collect();
    let rest = names.len().saturating_sub(SHOWN);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    shown.join(", ") + &more
}

fn findings(text: &mut String, review: &Review<'_>) {
    let mut sorted: Vec<&Diagnostic> = review.diagnostics.iter().collect();
    sorted.sort_by_key(|d| std::cmp::Reverse(d.severity));
    let weighty = sorted.iter().filter(|d| d.severity > Severity::Note).count();
    let open = weighty.min(OPEN_FINDINGS);
    let (open, rest) = sorted.split_at(open);
    for finding in open {
        let _ = writeln!(text, "- {}", line(finding));
    }
    if !open.is_empty() {
        text.push('\n');
    }
    let told: Vec<&&Diagnostic> = open.iter().filter(|d| !details(d).is_empty()).collect();
    if !told.is_empty() {
        let body: String = told.iter().map(|d| long(d)).collect();
        collapsed(text, "What to do about them", &body);
    }
    if !rest.is_empty() {
        let more = if open.is_empty() { "" } else { "more " };
        let title = match rest.len() {
            1 => format!("1 {more}finding"),
            n => format!("{n} {more}findings"),
        };
        let body: String = rest.iter().map(|d| long(d)).collect();
        collapsed(text, &title, &body);
    }
}

fn line(finding: &Diagnostic) -> String {
    let mark = match finding.severity {
        Severity::Error => "**error**",
        Severity::Warning => "**warning**",
        Severity::Note => "note",
    };
    let place =
        finding.span.as_ref().map(|span| format!(" ({})", code(&span.to_string()))).unwrap_or_default();
    format!("{mark} {}: {}{place}", code(finding.code.id), inline(&finding.message))
}

fn long(finding: &Diagnostic) -> String {
    let mut text = format!("- {}\n", line(finding));
    for detail in details(finding) {
        let _ = writeln!(text, "  - {}", inline(&detail));
    }
    text
}

fn operations(text: &mut String, review: &Review<'_>) {
    let mut body = String::new();
    for (operation, touched) in groups(review.operations, review.touched).iter().flat_map(|g| &g.operations) {
        let remark = remark(operation, touched);
        let remark = remark.replace("(its data is deleted)", "**(its data is deleted)**");
        let _ = writeln!(body, "- {}{remark}", inline(&operation.describe()));
    }
    if !body.is_empty() {
        let title = match review.operations.len() {
            1 => "The operation".to_owned(),
            n => format!("All {n} operations"),
        };
        collapsed(text, &title, &body);
    }
}

fn sql(text: &mut String, review: &Review<'_>) {
    let Some(sql) = review.sql.filter(|sql| !sql.trim().is_empty()) else { return };
    let shown: String = sql.chars().take(SQL_AT_MOST).collect();
    let cut = if shown.len() < sql.len() { "\n-- cut here: the whole is in the migration\n" } else { "" };
    // A fence longer than any in the text.
    let longest = sql.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    collapsed(text, "SQL", &format!("{fence}sql\n{}{cut}\n{fence}\n", shown.trim_end()));
}

fn collapsed(text: &mut String, title: &str, body: &str) {
    let _ = writeln!(text, "<details><summary>{title}</summary>\n\n{body}\n</details>\n");
}

/// Text that is shown as it is, on one line. What stands in backticks already stays code.
fn inline(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::new();
    for (i, part) in text.split('`').enumerate() {
        let is_code = i % 2 == 1 && text.matches('`').count().is_multiple_of(2);
        if is_code {
            out.push_str(&code(part));
            continue;
        }
        for c in part.chars() {
            if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '`' | '@' | '&') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
