use std::fmt::Write as _;

use super::{
    Diagram,
    diagram::{Entity, Join, Row, State},
};

/// As a Mermaid entity relationship diagram, which code hosts draw in Markdown (Mermaid's documentation, "Entity
/// Relationship Diagrams"). Names that its grammar has no place for are spelled with `_`; quoted ones stand in their
/// title.
pub fn mermaid(diagram: &Diagram) -> String {
    let mut text = "erDiagram\n".to_owned();
    for (i, entity) in diagram.entities.iter().enumerate() {
        let _ = writeln!(text, "    t{i}[\"{}\"]{} {{", quoted(&entity.name), class(entity.state));
        entity.rows.iter().for_each(|row| attribute(&mut text, row));
        text.push_str("    }\n");
    }
    for join in &diagram.joins {
        let _ = writeln!(text, "    t{} {} t{} : \"{}\"", join.from, ends(join), join.to, label(join));
    }
    if diagram.entities.iter().any(|entity: &Entity| entity.state != State::Same) {
        text.push_str("    classDef created fill:#dff5e1,stroke:#1a7f37\n");
        text.push_str("    classDef changed fill:#fff3cd,stroke:#9a6700\n");
        text.push_str("    classDef dropped fill:#ffe0e0,stroke:#cf222e\n");
    }
    text
}

fn class(state: State) -> &'static str {
    match state {
        State::Same => "",
        State::Created => ":::created",
        State::Changed => ":::changed",
        State::Dropped => ":::dropped",
    }
}

fn attribute(text: &mut String, row: &Row) {
    let keys: Vec<&str> = [(row.primary, "PK"), (row.foreign, "FK"), (row.unique && !row.primary, "UK")]
        .into_iter()
        .filter_map(|(is, word)| is.then_some(word))
        .collect();
    let mut remarks = Vec::new();
    match row.state {
        State::Same => {}
        State::Created => remarks.push("new"),
        State::Changed => remarks.push("changed"),
        State::Dropped => remarks.push("dropped"),
    }
    if row.nullable {
        remarks.push("may be NULL");
    }
    let keys = if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) };
    let remarks = if remarks.is_empty() { String::new() } else { format!(" \"{}\"", remarks.join(", ")) };
    let _ = writeln!(text, "        {} {}{keys}{remarks}", word(&row.ty), word(&row.name));
}

/// Crow's feet: how many rows on either side.
fn ends(join: &Join) -> String {
    let many = if join.unique { "|o" } else { "}o" };
    let one = if join.optional { "o|" } else { "||" };
    format!("{many}--{one}")
}

fn label(join: &Join) -> String {
    let columns = quoted(&join.columns.join(", "));
    match join.state {
        State::Created => format!("{columns} (new)"),
        State::Dropped => format!("{columns} (dropped)"),
        State::Same | State::Changed => columns,
    }
}

fn quoted(text: &str) -> String {
    text.chars().map(|c| if c == '"' || c.is_control() { '\'' } else { c }).collect()
}

/// A word that Mermaid takes for the type or the name of an attribute.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '(' | ')' | '[' | ']');
    let word: String = text.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    match word.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => word,
        _ => format!("x{word}"),
    }
}
