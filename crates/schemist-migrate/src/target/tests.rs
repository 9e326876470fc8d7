//! The work over large graphs, counted in steps: it must grow with the graph and no faster.

use crate::directory::{MigrationDirectory, RevisionTexts};
use crate::error::MigrateError;
use crate::graph::work;

/// What something takes for a graph, in steps for each revision and edge.
const BOUND: usize = 24;

fn directory(parents: &[Vec<usize>], label: Option<usize>) -> MigrationDirectory {
    let version = |i: usize| format!("{i:06}");
    let texts = parents.iter().enumerate().map(|(i, parents)| {
        let revises: Vec<String> = parents.iter().map(|p| version(*p)).collect();
        let labels: Vec<&str> = label.filter(|l| *l == i).map(|_| "shop").into_iter().collect();
        let json =
            serde_json::json!({ "format": 1, "version": version(i), "revises": revises, "labels": labels });
        RevisionTexts {
            directory: format!("{}_r", version(i)),
            up: Some("SELECT 1".to_owned()),
            revision_json: Some(json.to_string()),
            ..RevisionTexts::default()
        }
    });
    MigrationDirectory::of("migrations".into(), texts.collect()).unwrap()
}

/// One behind the other.
fn line(count: usize) -> Vec<Vec<usize>> {
    (0..count).map(|i| i.checked_sub(1).into_iter().collect()).collect()
}

/// Each rung joins both of the rung before: 2^(count/2) ways from top to bottom.
fn ladder(count: usize) -> Vec<Vec<usize>> {
    (0..count).map(|i| if i < 2 { Vec::new() } else { vec![i / 2 * 2 - 2, i / 2 * 2 - 1] }).collect()
}

/// All on the first.
fn star(count: usize) -> Vec<Vec<usize>> {
    (0..count).map(|i| if i == 0 { Vec::new() } else { vec![0] }).collect()
}

/// Nothing on anything.
fn loose(count: usize) -> Vec<Vec<usize>> {
    vec![Vec::new(); count]
}

#[test]
fn the_work_grows_with_the_graph_alone() {
    type Shape = fn(usize) -> Vec<Vec<usize>>;
    let shapes: [(&str, Shape); 4] = [("line", line), ("ladder", ladder), ("star", star), ("loose", loose)];
    for (name, shape) in shapes {
        for count in [500, 5000] {
            let parents = shape(count);
            let size = count + parents.iter().map(Vec::len).sum::<usize>();
            let (steps, directory) = work::of(|| directory(&parents, Some(0)));
            assert!(steps <= BOUND * size, "{name} {count}: loading takes {steps}");
            let all: Vec<String> = directory.revisions().iter().map(|r| r.version.clone()).collect();
            let none: [String; 0] = [];
            type Question<'q> = &'q dyn Fn() -> Result<usize, MigrateError>;
            let last = format!("{:06}", count - 1);
            let first_range = format!("000000:{last}");
            let most = format!("-{}", count - 1);
            let questions: [(&str, Question<'_>); 12] = [
                ("upgrade heads", &|| directory.upgrade_plan("heads", &none).map(|p| p.len())),
                ("upgrade last", &|| directory.upgrade_plan(&last, &none).map(|p| p.len())),
                ("upgrade shop@heads", &|| directory.upgrade_plan("shop@heads", &none).map(|p| p.len())),
                ("upgrade shop@+2", &|| directory.upgrade_plan("shop@+2", &none).map(|p| p.len())),
                ("downgrade base", &|| directory.downgrade_plan("base", &all).map(|p| p.len())),
                ("downgrade first", &|| directory.downgrade_plan("000000", &all).map(|p| p.len())),
                ("downgrade -n", &|| directory.downgrade_plan(&most, &all).map(|p| p.len())),
                ("downgrade shop@base", &|| directory.downgrade_plan("shop@base", &all).map(|p| p.len())),
                ("head-n", &|| directory.resolve(&format!("head{most}"), &none).map(|p| p.len())),
                ("range", &|| directory.range(&first_range, &none).map(|p| p.len())),
                ("history", &|| Ok(directory.history(&all).len())),
                ("current", &|| Ok(directory.current(&all).len())),
            ];
            for (question, ask) in questions {
                // An answer that there is none is an answer too.
                let (steps, _) = work::of(ask);
                assert!(steps <= BOUND * size, "{name} {count}: {question} takes {steps} for {size}");
            }
        }
    }
}
