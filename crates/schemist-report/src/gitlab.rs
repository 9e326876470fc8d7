use std::collections::BTreeMap;

use schemist_diagnostics::Severity;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::review::{Review, details};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    content: Content,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// A code quality report as GitLab reads it (GitLab's documentation, "Code Quality report format"): a JSON array.
///
/// # Errors
/// Never on values of these types; serde's signature says so.
pub fn gitlab(review: &Review<'_>) -> Result<String, serde_json::Error> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let issues: Vec<Issue<'_>> = review
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let (path, begin) = review.place(diagnostic);
            // Lines move: what a finding says and about what makes it the same one.
            let subject = diagnostic.subject.as_deref().unwrap_or_default();
            let identity = format!("{}\0{path}\0{subject}\0{}", diagnostic.code, diagnostic.message);
            let times = seen.entry(identity.clone()).or_default();
            *times += 1;
            Issue {
                description: format!("{}: {}", diagnostic.code, diagnostic.message),
                check_name: diagnostic.code.name,
                content: Content { body: details(diagnostic).join("\n") },
                fingerprint: hex(&format!("{identity}\0{times}")),
                severity: match diagnostic.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "major",
                    Severity::Note => "info",
                },
                location: Location { path, lines: Lines { begin } },
            }
        })
        .collect();
    serde_json::to_string_pretty(&issues).map(|text| text + "\n")
}

fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
