use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use schemist_diagnostics::{Diagnostic, Severity};

use crate::{
    review::{Review, details},
    summary,
};

/// The findings as a JUnit report: a test that the two sides agree, and one a finding; errors and warnings fail, notes
/// pass and say what they say.
///
/// # Errors
/// Never on values of these types; the XML writer's signature says so.
pub fn junit(review: &Review<'_>) -> Result<String, quick_junit::SerializeError> {
    let mut suite = TestSuite::new("schemist");
    suite.add_test_case(agreement(review));
    suite.add_test_cases(review.diagnostics.iter().map(|diagnostic| test_case(review, diagnostic)));
    let mut report = Report::new("schemist");
    report.add_test_suite(suite);
    report.to_string()
}

fn agreement(review: &Review<'_>) -> TestCase {
    let status = match review.operations.len() {
        0 => TestCaseStatus::success(),
        n => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let message = format!("{n} {} between them", if n == 1 { "operation" } else { "operations" });
            status.set_message(message).set_description(summary(review.operations, review.touched, false));
            status
        }
    };
    TestCase::new(review.title, status)
}

fn test_case(review: &Review<'_>, diagnostic: &Diagnostic) -> TestCase {
    let (file, line) = review.place(diagnostic);
    let text = details(diagnostic).join("\n");
    let kind = match diagnostic.severity {
        Severity::Error => Some(NonSuccessKind::Error),
        Severity::Warning => Some(NonSuccessKind::Failure),
        Severity::Note => None,
    };
    let mut status = kind.map_or_else(TestCaseStatus::success, TestCaseStatus::non_success);
    if kind.is_some() {
        status
            .set_type(diagnostic.code.id)
            .set_message(diagnostic.message.clone())
            .set_description(text.clone());
    }
    let subject = diagnostic.subject.as_deref().unwrap_or("schema");
    let name = format!("{} {}: {subject}", diagnostic.code.id, diagnostic.code.name);
    let mut case = TestCase::new(name, status);
    case.set_classname(file);
    case.extra.insert("file".into(), file.into());
    case.extra.insert("line".into(), line.to_string().into());
    if kind.is_none() {
        case.set_system_out(format!("{}\n{text}", diagnostic.message));
    }
    case
}
