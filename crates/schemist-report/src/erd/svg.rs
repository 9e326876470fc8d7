use std::fmt::Write as _;

use super::{
    Diagram,
    diagram::{Entity, Join, Row, State},
    layout::{Box, layout},
    routes::{Point, is_beside, routes},
};

const LINE: f64 = 18.0;
const HEAD: f64 = 24.0;
const PAD: f64 = 8.0;
/// The width of a letter of the fonts below, about.
const LETTER: f64 = 7.2;
const MARGIN: f64 = 16.0;
const LEGEND: f64 = 26.0;

/// As a picture that any browser shows: boxes of tables in layers, a line from each foreign key's column to the table
/// it refers to. Colours follow the reader's light or dark scheme.
pub fn svg(diagram: &Diagram) -> String {
    let sizes: Vec<(f64, f64)> = diagram.entities.iter().map(size).collect();
    let boxes = layout(diagram, &sizes);
    let is_change = diagram.entities.iter().any(|entity| entity.state != State::Same);
    let top = if is_change { LEGEND } else { 0.0 };
    // A key of a table to itself runs out to the right.
    let width = boxes.iter().map(|b| b.x + b.width).fold(0.0, f64::max) + 3.0 * MARGIN;
    let height = boxes.iter().map(|b| b.y + b.height).fold(0.0, f64::max) + 2.0 * MARGIN + top;
    let width = width.max(if is_change { 320.0 } else { 0.0 });
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n<title>{} tables</title>\n{STYLE}\n",
        diagram.entities.len()
    );
    let _ = writeln!(text, "<rect class=\"page\" width=\"{width:.0}\" height=\"{height:.0}\"/>");
    if is_change {
        legend(&mut text);
    }
    let _ = writeln!(text, "<g transform=\"translate({MARGIN:.0} {:.0})\">", MARGIN + top);
    let routes = routes(diagram, &boxes, &ends(diagram, &boxes));
    for (join, points) in diagram.joins.iter().zip(&routes) {
        line(&mut text, diagram, &boxes, join, points);
    }
    for (entity, place) in diagram.entities.iter().zip(&boxes) {
        table(&mut text, entity, *place);
    }
    text.push_str("</g>\n</svg>\n");
    text
}

/// Colours are written out: not every program that shows pictures knows variables.
const STYLE: &str = "<style>
:root { color-scheme: light dark; }
.page, .box { fill: #ffffff; }
text { font: 12px ui-sans-serif, system-ui, sans-serif; fill: #1f2328; }
.name { font-weight: 600; }
.type { fill: #59636e; font-size: 11px; }
.key { font-weight: 600; text-decoration: underline; }
.gone { text-decoration: line-through; }
.head { fill: #eaeef2; }
.box, .head { stroke: #8c959f; }
.line { fill: none; stroke: #8c959f; stroke-width: 1.2; }
.end { fill: #8c959f; }
.created.head, .created.row { fill: #dafbe1; } .created.box, .created.head, .created.line { stroke: #1a7f37; } .created.end { fill: #1a7f37; }
.changed.head, .changed.row { fill: #fff8c5; } .changed.box, .changed.head { stroke: #9a6700; }
.dropped.head, .dropped.row { fill: #ffebe9; } .dropped.box, .dropped.head, .dropped.line { stroke: #cf222e; } .dropped.end { fill: #cf222e; }
.created.line { stroke-width: 2; }
.dropped.line { stroke-width: 2; stroke-dasharray: 5 4; }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117; }
.box { fill: #151b23; }
text { fill: #f0f6fc; }
.type { fill: #9198a1; }
.head { fill: #262c36; }
.box, .head, .line { stroke: #656c76; }
.end { fill: #656c76; }
.created.head, .created.row { fill: #12351f; } .created.box, .created.head, .created.line { stroke: #3fb950; } .created.end { fill: #3fb950; }
.changed.head, .changed.row { fill: #3a2d0b; } .changed.box, .changed.head { stroke: #d29922; }
.dropped.head, .dropped.row { fill: #4a1a1c; } .dropped.box, .dropped.head, .dropped.line { stroke: #f85149; } .dropped.end { fill: #f85149; }
}
</style>";

fn legend(text: &mut String) {
    let mut x = MARGIN;
    for (class, word) in [("created", "created"), ("changed", "changed"), ("dropped", "dropped")] {
        let _ = writeln!(
            text,
            "<rect class=\"head {class}\" x=\"{x:.0}\" y=\"12\" width=\"14\" height=\"14\" rx=\"2\"/><text x=\"{:.0}\" y=\"23\">{word}</text>",
            x + 20.0
        );
        x += 95.0;
    }
}

fn class(state: State) -> &'static str {
    match state {
        State::Same => "",
        State::Created => " created",
        State::Changed => " changed",
        State::Dropped => " dropped",
    }
}

#[allow(clippy::cast_precision_loss, reason = "names are short")]
fn width_of(text: &str) -> f64 {
    // Letters of most other scripts are about twice as wide.
    text.chars().map(|c| if (c as u32) < 0x2E80 { LETTER } else { 2.0 * LETTER }).sum()
}

fn size(entity: &Entity) -> (f64, f64) {
    let rows = entity.rows.iter().map(|row| width_of(&row.name) + width_of(&type_words(row)) + 3.0 * PAD);
    let width = rows.fold(width_of(&entity.name) * 1.15 + 2.0 * PAD, f64::max).max(90.0);
    (width.ceil(), HEAD + body_height(entity))
}

#[allow(clippy::cast_precision_loss, reason = "tables have few columns")]
fn body_height(entity: &Entity) -> f64 {
    let lines = entity.rows.len() + usize::from(entity.left_out > 0);
    if lines == 0 { 0.0 } else { lines as f64 * LINE + PAD }
}

fn type_words(row: &Row) -> String {
    format!("{}{}", row.ty, if row.nullable { "?" } else { "" })
}

#[allow(clippy::cast_precision_loss, reason = "tables have few columns")]
fn table(text: &mut String, entity: &Entity, place: Box) {
    let Box { x, y, width, height } = place;
    let state = class(entity.state);
    let _ = writeln!(
        text,
        "<g><rect class=\"box{state}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"4\"/><path class=\"head{state}\" d=\"M{x:.1} {:.1} v-{:.1} a4 4 0 0 1 4 -4 h{:.1} a4 4 0 0 1 4 4 v{:.1} z\"/><text class=\"name{}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        y + HEAD,
        HEAD - 4.0,
        width - 8.0,
        HEAD - 4.0,
        if entity.state == State::Dropped { " gone" } else { "" },
        x + PAD,
        y + 16.0,
        escaped(&entity.name),
    );
    for (i, row) in entity.rows.iter().enumerate() {
        let top = y + HEAD + PAD / 2.0 + i as f64 * LINE;
        if row.state != State::Same {
            let _ = writeln!(
                text,
                "<rect class=\"row{}\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{LINE:.1}\"/>",
                class(row.state),
                x + 1.0,
                width - 2.0
            );
        }
        let mut classes = Vec::new();
        if row.primary {
            classes.push("key");
        }
        if row.state == State::Dropped {
            classes.push("gone");
        }
        let _ = writeln!(
            text,
            "<text class=\"{}\" x=\"{:.1}\" y=\"{:.1}\">{}</text><text class=\"type\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            classes.join(" "),
            x + PAD,
            top + 13.0,
            escaped(&row.name),
            x + width - PAD,
            top + 13.0,
            escaped(&type_words(row)),
        );
    }
    if entity.left_out > 0 {
        let top = y + HEAD + PAD / 2.0 + entity.rows.len() as f64 * LINE;
        let _ = writeln!(
            text,
            "<text class=\"type\" x=\"{:.1}\" y=\"{:.1}\">and {} more</text>",
            x + PAD,
            top + 13.0,
            entity.left_out
        );
    }
    text.push_str("</g>\n");
}

/// From the column of a key to the head of the table it refers to, leaving and arriving sideways.
fn line(text: &mut String, diagram: &Diagram, boxes: &[Box], join: &Join, points: &[Point]) {
    let (Some(from), Some(to)) = (boxes.get(join.from), boxes.get(join.to)) else { return };
    let (Some((start_x, start_y)), Some((end_x, end_y))) = (points.first(), points.last()) else { return };
    let state = class(join.state);
    let mut path = format!("M{start_x:.1} {start_y:.1}");
    if is_beside(from, to) {
        // Out and back on the same side.
        let bend = start_x.max(*end_x) + 34.0;
        let _ = write!(path, " C{bend:.1} {start_y:.1} {bend:.1} {end_y:.1} {end_x:.1} {end_y:.1}");
    } else {
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            path.push_str(&step(*from, *to));
        }
    }
    let _ = writeln!(
        text,
        "<path class=\"line{state}\" d=\"{path}\"><title>{}</title></path>",
        told(diagram, join)
    );
    let _ = writeln!(text, "<circle class=\"end{state}\" cx=\"{end_x:.1}\" cy=\"{end_y:.1}\" r=\"3\"/>");
}

/// Straight where both points are on one level, and in a curve that begins and ends level otherwise.
fn step((x1, y1): Point, (x2, y2): Point) -> String {
    if (y1 - y2).abs() < 0.1 {
        return format!(" L{x2:.1} {y2:.1}");
    }
    let middle = f64::midpoint(x1, x2);
    format!(" C{middle:.1} {y1:.1} {middle:.1} {y2:.1} {x2:.1} {y2:.1}")
}

/// Where the lines start and end, from top to bottom.
fn ends(diagram: &Diagram, boxes: &[Box]) -> Vec<(f64, f64)> {
    let end = |join: &Join| {
        let start = boxes.get(join.from).map_or(0.0, |from| column_y(diagram, *from, join));
        (start, boxes.get(join.to).map_or(0.0, |to| to.y + HEAD / 2.0))
    };
    diagram.joins.iter().map(end).collect()
}

fn told(diagram: &Diagram, join: &Join) -> String {
    let name = |at: usize| diagram.entities.get(at).map_or("", |entity| entity.name.as_str());
    escaped(&format!("{}.{} to {}", name(join.from), join.columns.join(", "), name(join.to)))
}

#[allow(clippy::cast_precision_loss, reason = "tables have few columns")]
fn column_y(diagram: &Diagram, place: Box, join: &Join) -> f64 {
    let entity = diagram.entities.get(join.from);
    let at = entity
        .zip(join.columns.first())
        .and_then(|(e, column)| e.rows.iter().position(|r| r.name == *column));
    match at {
        Some(at) => place.y + HEAD + PAD / 2.0 + (at as f64 + 0.5) * LINE,
        None => place.y + HEAD / 2.0,
    }
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
