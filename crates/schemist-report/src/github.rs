use schemist_diagnostics::Severity;

use crate::review::{Review, details};

/// Workflow commands that GitHub Actions turns into annotations of the files of a pull request: a line each
/// (GitHub's documentation, "Workflow commands for GitHub Actions").
pub fn github(review: &Review<'_>) -> String {
    let lines = review.diagnostics.iter().map(|diagnostic| {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let title = format!("{} {}", diagnostic.code.id, diagnostic.code.name);
        let mut properties = Vec::new();
        match &diagnostic.span {
            Some(span) => {
                properties.push(("file", span.file.clone()));
                properties.push(("line", span.start.line.to_string()));
                properties.push(("endLine", span.end.line.to_string()));
                // Columns are allowed within one line only.
                if span.start.line == span.end.line {
                    properties.push(("col", span.start.column.to_string()));
                    properties.push(("endColumn", span.end.column.to_string()));
                }
            }
            None => properties.push(("file", review.file.to_owned())),
        }
        properties.push(("title", title));
        let properties: Vec<String> =
            properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
        let mut text = vec![diagnostic.message.clone()];
        text.extend(details(diagnostic));
        format!("::{command} {}::{}\n", properties.join(","), message(&text.join("\n")))
    });
    lines.collect()
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
