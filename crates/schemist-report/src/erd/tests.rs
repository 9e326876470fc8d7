use schemist_dialect::Dialect;
use schemist_schema::{
    Column, ColumnType, Engine, ForeignKey, Pair, PrimaryKey, QualifiedName, Schema, Table,
};

use super::{ColumnsShown, Diagram, dot, mermaid, svg};

fn table(name: &str, parents: &[&str]) -> Table {
    let mut table = Table::new(QualifiedName::new(name));
    table.columns.push(Column::new("id", ColumnType::BigInt));
    table.columns.push(Column::new("a \"<&>\" name", ColumnType::Varchar { length: Some(80) }).nullable());
    table.primary_key = Some(PrimaryKey::on(["id"]));
    for parent in parents {
        let column = format!("{parent}_id");
        table.columns.push(Column::new(&column, ColumnType::BigInt));
        table.foreign_keys.push(ForeignKey::new([column], QualifiedName::new(*parent), ["id".to_owned()]));
    }
    table
}

fn schema(tables: &[(&str, &[&str])]) -> Schema {
    let mut schema = Schema::default();
    tables.iter().for_each(|(name, parents)| schema.insert_table(table(name, parents)));
    schema
}

fn pictures(diagram: &Diagram) -> [String; 3] {
    [mermaid(diagram), dot(diagram), svg(diagram)]
}

#[test]
fn circles_selves_and_parts_are_drawn_the_same_every_time() {
    let schema = schema(&[
        ("users", &["teams"]),
        ("teams", &["users", "teams"]),
        ("orders", &["users", "items"]),
        ("items", &[]),
        ("lonely", &[]),
        ("a<b", &[]),
    ]);
    let dialect = Dialect::new(Engine::Postgres);
    let diagram = Diagram::of(&schema, &dialect, ColumnsShown::All);
    let first = pictures(&diagram);
    for _ in 0..5 {
        assert_eq!(pictures(&diagram), first);
    }
    let [mermaid, dot, svg] = first;
    assert_eq!(mermaid.matches("--").count(), 5, "{mermaid}");
    assert_eq!(dot.matches(" -> ").count(), 5, "{dot}");
    assert_eq!(svg.matches("<path class=\"line\"").count(), 5, "{svg}");
    assert!(svg.contains("a &quot;&lt;&amp;&gt;&quot; name") && !svg.contains("a<b"), "{svg}");
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn boxes_do_not_cover_each_other() {
    let names: Vec<String> = (0..60).map(|i| format!("table_{i}")).collect();
    let mut schema = Schema::default();
    for (i, name) in names.iter().enumerate() {
        let parents: Vec<&str> =
            [i / 2, i / 3, (i * 7) % 60].iter().filter(|p| **p != i).map(|p| names[*p].as_str()).collect();
        let mut parents = parents;
        parents.sort_unstable();
        parents.dedup();
        schema.insert_table(table(name, &parents));
    }
    let diagram = Diagram::of(&schema, &Dialect::new(Engine::Sqlite), ColumnsShown::Keys);
    let sizes = vec![(120.0, 90.0); 60];
    let boxes = super::layout::layout(&diagram, &sizes);
    for (i, a) in boxes.iter().enumerate() {
        for b in &boxes[i + 1..] {
            let apart = a.x + a.width <= b.x
                || b.x + b.width <= a.x
                || a.y + a.height <= b.y
                || b.y + b.height <= a.y;
            assert!(apart, "{a:?} {b:?}");
        }
    }
}

#[test]
fn lines_run_beneath_no_box() {
    let names: Vec<String> = (0..60).map(|i| format!("table_{i}")).collect();
    let mut schema = Schema::default();
    for (i, name) in names.iter().enumerate() {
        let mut parents: Vec<&str> =
            [i / 2, i / 5, (i * 7) % 60, 3].iter().map(|p| names[*p].as_str()).collect();
        parents.sort_unstable();
        parents.dedup();
        schema.insert_table(table(name, &parents));
    }
    let diagram = Diagram::of(&schema, &Dialect::new(Engine::Sqlite), ColumnsShown::Keys);
    let sizes = vec![(120.0, 90.0); 60];
    let boxes = super::layout::layout(&diagram, &sizes);
    let ends: Vec<(f64, f64)> =
        diagram.joins.iter().map(|join| (boxes[join.from].y + 50.0, boxes[join.to].y + 12.0)).collect();
    let routes = super::routes::routes(&diagram, &boxes, &ends);
    let mut longest = 0;
    for (join, points) in diagram.joins.iter().zip(&routes) {
        assert_eq!(points.first().map(|p| p.1), Some(boxes[join.from].y + 50.0));
        assert_eq!(points.last().map(|p| p.1), Some(boxes[join.to].y + 12.0));
        if super::routes::is_beside(&boxes[join.from], &boxes[join.to]) {
            continue;
        }
        longest = longest.max(points.len());
        for ((x1, y1), (x2, y2)) in points.iter().zip(&points[1..]) {
            // Points of the curve that is drawn between the two, its ends left out.
            for t in (1..20).map(|i| f64::from(i) / 20.0) {
                let (s, middle) = (1.0 - t, f64::midpoint(*x1, *x2));
                let along = |a: f64, b: f64, c: f64, d: f64| {
                    s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
                };
                let (x, y) = (along(*x1, middle, middle, *x2), along(*y1, *y1, *y2, *y2));
                for b in &boxes {
                    let inside =
                        x > b.x + 0.1 && x < b.x + b.width - 0.1 && y > b.y + 0.1 && y < b.y + b.height - 0.1;
                    assert!(!inside, "{join:?} at {x} {y} beneath {b:?}: {points:?}");
                }
            }
        }
    }
    assert!(longest > 4, "no line passes a column: the case shows nothing");
}

#[test]
fn a_change_is_coloured_and_may_be_drawn_alone() {
    let before = schema(&[("users", &[]), ("orders", &["users"]), ("old", &[]), ("same", &[])]);
    let mut after = schema(&[("users", &[]), ("orders", &[]), ("new", &["users"]), ("same", &[])]);
    let users = after.tables.get_mut(&QualifiedName::new("users")).unwrap();
    users.columns.push(Column::new("email", ColumnType::Text));
    let dialect = Dialect::new(Engine::Postgres);
    let diagram = Diagram::of_change(Pair::new(&before, &after), &dialect, ColumnsShown::Keys, true);
    let [mermaid, dot, svg] = pictures(&diagram);
    assert!(!mermaid.contains("\"same\""), "{mermaid}");
    assert!(mermaid.contains("[\"new\"]:::created") && mermaid.contains("[\"old\"]:::dropped"), "{mermaid}");
    assert!(mermaid.contains("text email \"new\""), "{mermaid}");
    assert!(mermaid.contains("\"users_id (dropped)\""), "{mermaid}");
    assert!(dot.contains("#aceebb") && dot.contains("<s>users_id</s>"), "{dot}");
    assert!(svg.contains("box created") && svg.contains("line dropped"), "{svg}");
}
