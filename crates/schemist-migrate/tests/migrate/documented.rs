//! The statements of `docs/data-migrations.md`, run.

use crate::faults::text;
use crate::support::{Folder, connect, upgrade};

const PAGE: &str = include_str!("../../../../docs/data-migrations.md");

const TABLES: &str = "CREATE TABLE orders (id int PRIMARY KEY, quantity int, price int, total int);
    CREATE TABLE archive (order_id int, total int);
    CREATE TABLE countries (code varchar(2) PRIMARY KEY, name varchar(50));
    INSERT INTO orders VALUES (1, 1, 5, NULL), (2, 2, 5, NULL), (5, 3, 5, NULL), (7, 4, 5, NULL), (9, 1, 1, 3);";

/// The blocks that are marked for an engine.
fn blocks(engine: &str) -> Vec<&'static str> {
    let marked = PAGE.split("<!-- run: ").skip(1);
    let blocks = marked.filter_map(|part| {
        let (engines, rest) = part.split_once(" -->")?;
        let (sql, _) = rest.trim_start().strip_prefix("```sql\n")?.split_once("```")?;
        engines.split(' ').any(|name| name == engine).then_some(sql)
    });
    blocks.collect()
}

fn check(engine: &str, url: &str) {
    let folder = Folder::new();
    folder.plain("0_tables", TABLES, "");
    let blocks = blocks(engine);
    assert_eq!(blocks.len(), 4, "{engine}");
    for (i, sql) in blocks.iter().enumerate() {
        folder.loose(&format!("{}_block", i + 1), sql, "");
    }
    let mut connection = connect(url);
    upgrade(&mut connection, &folder, "1").unwrap();
    assert_eq!(text(&mut connection, "SELECT concat(sum(total), '') FROM orders"), "53");
    upgrade(&mut connection, &folder, "head").unwrap();
    let left = "SELECT concat((SELECT count(*) FROM archive), ' ', (SELECT count(*) FROM countries), ' ', count(*)) FROM orders";
    assert_eq!(text(&mut connection, left), "2 0 3", "{engine}");
}

#[test]
fn sqlite() {
    check("sqlite", "sqlite::memory:");
}

#[test]
fn postgres() {
    check("postgres", schemist_testing::postgres().database().url());
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    check("mysql", schemist_testing::mysql().database().url());
}
