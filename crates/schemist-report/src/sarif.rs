use std::collections::BTreeMap;

use schemist_diagnostics::{Code, Diagnostic, Position, Severity, Span};
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Location, LogicalLocation, Message,
    MultiformatMessageString, PhysicalLocation, Region, Replacement, ReportingDescriptor, Result as Finding,
    ResultColumnKind, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use crate::review::{Review, details};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), with the edits that mend them as fixes
/// and the page of each code as its rule's help.
///
/// # Errors
/// Never on values of these types; serde's signature says so.
pub fn sarif(review: &Review<'_>) -> Result<String, serde_json::Error> {
    let codes: BTreeMap<&str, Code> = review.diagnostics.iter().map(|d| (d.code.id, d.code)).collect();
    let rules: Vec<ReportingDescriptor> = codes.values().map(|code| rule(review, *code)).collect();
    let driver = ToolComponent::builder()
        .name("schemist")
        .version(review.tool_version)
        .semantic_version(review.tool_version)
        .rules(rules)
        .build();
    let results: Vec<Finding> = review.diagnostics.iter().map(|d| finding(review, d)).collect();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(serde_json::to_value(ResultColumnKind::UnicodeCodePoints)?)
        .results(results)
        .build();
    let sarif =
        Sarif::builder().schema(SCHEMA).version(serde_json::Value::from("2.1.0")).runs(vec![run]).build();
    serde_json::to_string_pretty(&sarif).map(|text| text + "\n")
}

fn rule(review: &Review<'_>, code: Code) -> ReportingDescriptor {
    let rule = ReportingDescriptor::builder().id(code.id).name(code.name);
    match (review.page)(code) {
        Some(page) => {
            let help = MultiformatMessageString::builder().text(page.clone()).markdown(page).build();
            rule.help(help).build()
        }
        None => rule.build(),
    }
}

fn finding(review: &Review<'_>, diagnostic: &Diagnostic) -> Finding {
    let mut text = vec![diagnostic.message.clone()];
    text.extend(details(diagnostic));
    let level = match diagnostic.severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Note => ResultLevel::Note,
    };
    let related: Vec<Location> = diagnostic
        .related
        .iter()
        .map(|label| {
            Location::builder()
                .physical_location(physical(&label.span))
                .message(Message::builder().text(&label.text).build())
                .build()
        })
        .collect();
    let fixes: Vec<Fix> = diagnostic
        .suggestions
        .iter()
        .map(|suggestion| {
            let replacement = Replacement::builder()
                .deleted_region(region(&suggestion.span))
                .inserted_content(ArtifactContent::builder().text(&suggestion.replacement).build())
                .build();
            let change = ArtifactChange::builder()
                .artifact_location(artifact(&suggestion.span.file))
                .replacements(vec![replacement])
                .build();
            Fix::builder()
                .description(Message::builder().text(&suggestion.message).build())
                .artifact_changes(vec![change])
                .build()
        })
        .collect();
    let mut finding = Finding::builder()
        .rule_id(diagnostic.code.id)
        .level(level)
        .message(Message::builder().text(text.join("\n")).build())
        .locations(vec![location(review, diagnostic)])
        .build();
    finding.related_locations = (!related.is_empty()).then_some(related);
    finding.fixes = (!fixes.is_empty()).then_some(fixes);
    finding
}

/// Hosts show a result only where it has a file.
fn location(review: &Review<'_>, diagnostic: &Diagnostic) -> Location {
    let physical = match &diagnostic.span {
        Some(span) => physical(span),
        None => PhysicalLocation::builder()
            .artifact_location(artifact(review.file))
            .region(Region::builder().start_line(1).build())
            .build(),
    };
    let location = Location::builder().physical_location(physical);
    match &diagnostic.subject {
        Some(subject) => location
            .logical_locations(vec![LogicalLocation::builder().fully_qualified_name(subject).build()])
            .build(),
        None => location.build(),
    }
}

fn physical(span: &Span) -> PhysicalLocation {
    PhysicalLocation::builder().artifact_location(artifact(&span.file)).region(region(span)).build()
}

/// A relative path as a URI reference: what has a meaning there is escaped.
fn artifact(file: &str) -> ArtifactLocation {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    let uri: String = file
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    ArtifactLocation::builder().uri(uri).build()
}

fn region(span: &Span) -> Region {
    let number = |n: usize| i64::try_from(n.max(1)).unwrap_or(i64::MAX);
    let Position { line, column } = span.start;
    Region::builder()
        .start_line(number(line))
        .start_column(number(column))
        .end_line(number(span.end.line))
        .end_column(number(span.end.column))
        .build()
}
