use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use schemist_diagnostics::{Diagnostic, Severity, Span, Suggestion};

use crate::source::byte_range;

/// How wide the text may get before long source lines are cut.
const WIDTH: usize = 120;

/// The diagnostics as rustc would print them: message, the source with carets and labels, notes, help and
/// edits. `sources` gives the text of a file by the name in the spans; where it has none the place is named
/// without its text. Ends in a newline unless empty.
pub fn human(diagnostics: &[Diagnostic], sources: &dyn Fn(&str) -> Option<String>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&renderer.render(&groups(diagnostic, sources)));
        text.push('\n');
    }
    text
}

fn groups(diagnostic: &Diagnostic, sources: &dyn Fn(&str) -> Option<String>) -> Vec<Group<'static>> {
    let mut groups = vec![main_group(diagnostic, sources)];
    groups.extend(diagnostic.suggestions.iter().map(|suggestion| edit_group(suggestion, sources)));
    groups
}

fn main_group(diagnostic: &Diagnostic, sources: &dyn Fn(&str) -> Option<String>) -> Group<'static> {
    let title = level(diagnostic.severity)
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code.to_string());
    let mut group = Group::with_title(title);
    for file in files(diagnostic) {
        group = match sources(file) {
            Some(source) => group.element(snippet(diagnostic, file, source)),
            None => places(diagnostic, file).into_iter().fold(group, |group, place| group.element(place)),
        };
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(printable(note)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    group
}

/// The files a diagnostic points into, that of the main place first.
fn files(diagnostic: &Diagnostic) -> Vec<&str> {
    let spans = diagnostic.span.iter().chain(diagnostic.related.iter().map(|label| &label.span));
    let mut files: Vec<&str> = Vec::new();
    for span in spans {
        if !files.contains(&span.file.as_str()) {
            files.push(&span.file);
        }
    }
    files
}

/// One file's text with all that the diagnostic says of it.
fn snippet(
    diagnostic: &Diagnostic,
    file: &str,
    source: String,
) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let mut annotations = Vec::new();
    if let Some(span) = diagnostic.span.as_ref().filter(|span| span.file == file) {
        let label = diagnostic.label.as_deref().map(printable);
        annotations.push(AnnotationKind::Primary.span(byte_range(&source, span)).label(label));
    }
    for related in diagnostic.related.iter().filter(|label| label.span.file == file) {
        let range = byte_range(&source, &related.span);
        annotations.push(AnnotationKind::Context.span(range).label(printable(&related.text)));
    }
    Snippet::source(source).path(file.to_owned()).annotations(annotations)
}

/// The places in a file whose text is not at hand.
fn places(diagnostic: &Diagnostic, file: &str) -> Vec<Origin<'static>> {
    let spans = diagnostic.span.iter().chain(diagnostic.related.iter().map(|label| &label.span));
    spans.filter(|span| span.file == file).map(origin).collect()
}

fn origin(span: &Span) -> Origin<'static> {
    Origin::path(span.file.clone()).line(span.start.line).char_column(span.start.column)
}

fn edit_group(suggestion: &Suggestion, sources: &dyn Fn(&str) -> Option<String>) -> Group<'static> {
    let title = Level::HELP.secondary_title(printable(&suggestion.message));
    match sources(&suggestion.span.file) {
        Some(source) => {
            let patch = Patch::new(byte_range(&source, &suggestion.span), suggestion.replacement.clone());
            title.element(Snippet::source(source).path(suggestion.span.file.clone()).patch(patch))
        }
        None => title
            .element(origin(&suggestion.span))
            .element(Level::NOTE.no_name().message(printable(&suggestion.replacement))),
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Without control characters but line breaks and tabs: names come from databases and files.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use schemist_diagnostics::Code;

    use super::*;

    const CODE: Code = Code::new("M104", "unknown-type");
    const SOURCE: &str = "struct Order {\n    id: i64,\n    naïve: Foo<Bar>,\n}\n";

    fn check(diagnostic: Diagnostic, source: Option<&str>, expected: &str) {
        let text = human(&[diagnostic], &|_| source.map(str::to_owned), false);
        assert_eq!(text.trim_end(), expected.trim_matches('\n'), "\n{text}");
    }

    #[test]
    fn points_at_the_source() {
        check(
            Diagnostic::error(CODE, "unknown type `Foo<Bar>`")
                .with_span(Span::new("src/models.rs", (3, 12), (3, 20)))
                .with_label("no SQL type is known for it")
                .with_related(Span::new("src/models.rs", (1, 8), (1, 13)), "in this model")
                .with_note("types are chosen from the syntax")
                .with_help("give it one")
                .with_suggestion(
                    "write the type",
                    Span::new("src/models.rs", (3, 5), (3, 5)),
                    "#[model(type = Text)] ",
                ),
            Some(SOURCE),
            "
error[M104]: unknown type `Foo<Bar>`
 --> src/models.rs:3:12
  |
1 | struct Order {
  |        ----- in this model
2 |     id: i64,
3 |     naïve: Foo<Bar>,
  |            ^^^^^^^^ no SQL type is known for it
  |
  = note: types are chosen from the syntax
  = help: give it one
help: write the type
  |
3 |     #[model(type = Text)] naïve: Foo<Bar>,
  |     +++++++++++++++++++++
",
        );
    }

    #[test]
    fn names_the_place_where_the_text_is_missing() {
        check(
            Diagnostic::warning(CODE, "odd").with_span(Span::new("gone.rs", (3, 12), (3, 20))),
            None,
            "
warning[M104]: odd
--> gone.rs:3:12
",
        );
    }

    #[test]
    fn needs_no_place() {
        check(
            Diagnostic::note(CODE, "table `a\u{1b}[31m` is left alone").with_help("write a model"),
            None,
            "
note[M104]: table `a\u{fffd}[31m` is left alone
 |
 = help: write a model
",
        );
    }

    #[test]
    fn survives_any_span() {
        for (start, end) in
            [((0, 0), (0, 0)), ((3, 100), (2, 1)), ((90, 1), (91, 1)), ((5, 1), (5, 2)), ((3, 6), (3, 7))]
        {
            let span = Span::new("a.rs", start, end);
            let diagnostic = Diagnostic::error(CODE, "x")
                .with_span(span.clone())
                .with_related(span.clone(), "y")
                .with_suggestion("z", span, "w\nv");
            for source in ["", "a", "a\r\nb\r\n", SOURCE] {
                human(std::slice::from_ref(&diagnostic), &|_| Some(source.to_owned()), true);
            }
        }
    }
}
