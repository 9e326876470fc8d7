use std::fmt::Write as _;

use super::{
    Diagram,
    diagram::{Entity, Join, Row, State},
};

/// In Graphviz's language: `dot -Tsvg` draws it.
pub fn dot(diagram: &Diagram) -> String {
    let mut text = "digraph schema {\n    rankdir=LR;\n    node [shape=plaintext, fontname=\"Helvetica\"];\n    edge [fontname=\"Helvetica\", fontsize=10];\n".to_owned();
    for (i, entity) in diagram.entities.iter().enumerate() {
        let _ = writeln!(text, "    t{i} [label=<{}>];", table(entity));
    }
    for join in &diagram.joins {
        let from = port(diagram, join.from, join.columns.first());
        let many = if join.unique { "teeodot" } else { "crowodot" };
        let one = if join.optional { "teeodot" } else { "teetee" };
        let color = line_color(join);
        let _ = writeln!(
            text,
            "    {from}:e -> t{}:w [dir=both, arrowtail={many}, arrowhead={one}, color=\"{color}\"];",
            join.to
        );
    }
    text.push_str("}\n");
    text
}

fn line_color(join: &Join) -> &'static str {
    match join.state {
        State::Same | State::Changed => "#57606a",
        State::Created => "#1a7f37",
        State::Dropped => "#cf222e",
    }
}

fn port(diagram: &Diagram, table: usize, column: Option<&String>) -> String {
    let entity = diagram.entities.get(table);
    let at =
        entity.zip(column).and_then(|(entity, column)| entity.rows.iter().position(|r| r.name == *column));
    at.map_or_else(|| format!("t{table}"), |at| format!("t{table}:c{at}"))
}

fn table(entity: &Entity) -> String {
    let head = match entity.state {
        State::Same => "#d0d7de",
        State::Created => "#aceebb",
        State::Changed => "#f5df9a",
        State::Dropped => "#ffc1c0",
    };
    let mut text = format!(
        "<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\"><tr><td bgcolor=\"{head}\"><b>{}</b></td></tr>",
        escaped(&entity.name)
    );
    for (i, row) in entity.rows.iter().enumerate() {
        let _ =
            write!(text, "<tr><td port=\"c{i}\" align=\"left\"{}>{}</td></tr>", background(row), words(row));
    }
    if entity.left_out > 0 {
        let _ = write!(text, "<tr><td align=\"left\">and {} more</td></tr>", entity.left_out);
    }
    text + "</table>"
}

fn background(row: &Row) -> &'static str {
    match row.state {
        State::Same => "",
        State::Created => " bgcolor=\"#dff5e1\"",
        State::Changed => " bgcolor=\"#fff3cd\"",
        State::Dropped => " bgcolor=\"#ffe0e0\"",
    }
}

fn words(row: &Row) -> String {
    let name = escaped(&row.name);
    let name = if row.primary { format!("<u>{name}</u>") } else { name };
    let name = if row.state == State::Dropped { format!("<s>{name}</s>") } else { name };
    let null = if row.nullable { "?" } else { "" };
    format!("{name}  <font color=\"#57606a\">{}{null}</font>", escaped(&row.ty))
}

fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            c if c.is_control() => "\u{fffd}".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
