use proptest::prelude::*;
use schemist_migrate::MigrationDirectory;

use crate::support::{Folder, names};

/// A graph: for each revision, the parents among those before it.
fn parents() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 0..3), 1..14).prop_map(|all| {
        let among = |(i, wanted): (usize, Vec<prop::sample::Index>)| {
            let mut parents: Vec<usize> =
                if i == 0 { Vec::new() } else { wanted.iter().map(|w| w.index(i)).collect() };
            parents.sort_unstable();
            parents.dedup();
            parents
        };
        all.into_iter().enumerate().map(among).collect()
    })
}

/// Versions in the order of the graph, or in any other.
fn write(folder: &Folder, parents: &[Vec<usize>], shuffle: Option<usize>) -> MigrationDirectory {
    let count = parents.len();
    let version = |i: usize| match shuffle {
        None => format!("{i:03}"),
        Some(seed) => format!("{:03}", (i * 7 + seed) % 17),
    };
    assert!(count <= 17, "the permutation is modulo 17");
    for (i, parents) in parents.iter().enumerate() {
        let revises: Vec<String> = parents.iter().map(|p| version(*p)).collect();
        let revises: Vec<&str> = revises.iter().map(String::as_str).collect();
        folder.revision(&format!("{}_r", version(i)), &revises);
    }
    folder.load()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_is_topological_and_diesels_where_it_can_be(parents in parents(), seed in prop::option::of(0usize..17)) {
        let folder = Folder::new();
        let directory = write(&folder, &parents, seed);
        let order: Vec<&str> = directory.revisions().iter().map(|r| r.version.as_str()).collect();
        for (i, revision) in directory.revisions().iter().enumerate() {
            for parent in &revision.revises {
                let place = order.iter().position(|v| v == parent).unwrap();
                prop_assert!(place < i, "{parent} stands behind {}", revision.version);
            }
        }
        if seed.is_none() {
            prop_assert!(order.is_sorted(), "{order:?}");
            prop_assert!(directory.diagnostics().is_empty());
        }
    }

    #[test]
    fn every_way_keeps_what_is_applied_closed(
        parents in parents(),
        seed in prop::option::of(0usize..17),
        way in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>()), 1..8),
    ) {
        let folder = Folder::new();
        let directory = write(&folder, &parents, seed);
        let mut applied: Vec<String> = Vec::new();
        for (up, to) in way {
            let target = directory.revisions()[to.index(parents.len())].version.clone();
            let plan = if up {
                directory.upgrade_plan(&target, &applied)
            } else {
                directory.downgrade_plan(&target, &applied)
            };
            let Ok(plan) = plan else {
                prop_assert!(!up && !applied.contains(&target));
                continue;
            };
            for revision in plan {
                if up {
                    prop_assert!(!applied.contains(&revision.version));
                    prop_assert!(revision.revises.iter().all(|p| applied.contains(p)));
                    applied.push(revision.version.clone());
                } else {
                    applied.retain(|v| *v != revision.version);
                    let orphans = directory.revisions().iter().filter(|r| applied.contains(&r.version) && r.revises.contains(&revision.version));
                    prop_assert_eq!(orphans.count(), 0);
                }
            }
            prop_assert!(applied.contains(&target));
            // What is current has no applied child, and there is always one.
            prop_assert!(!directory.current(&applied).is_empty());
        }
        let down = directory.downgrade_plan("base", &applied).unwrap();
        prop_assert_eq!(down.len(), applied.len());
        let up = directory.upgrade_plan("heads", &applied).unwrap();
        prop_assert_eq!(up.len() + applied.len(), parents.len());
        prop_assert_eq!(names(&directory.pending(&applied)), names(&up));
    }
}

/// Each rung joins both revisions of the rung before: 2^2500 ways from top to bottom, which whoever walks them never ends.
#[test]
fn five_thousand_revisions_are_no_matter() {
    let folder = Folder::new();
    let rung = |i: usize| (format!("{:05}", 2 * i), format!("{:05}", 2 * i + 1));
    for i in 0..2500 {
        let (left, right) = rung(i);
        let (below_left, below_right) = rung(i.saturating_sub(1));
        let below = if i == 0 { Vec::new() } else { vec![below_left.as_str(), below_right.as_str()] };
        for version in [&left, &right] {
            let name = format!("{version}_r");
            folder.write(&format!("{name}/up.sql"), "SELECT 1;").head(&name, &below, &[]);
        }
    }
    let directory = folder.load();
    let all: Vec<String> = directory.revisions().iter().map(|r| r.version.clone()).collect();
    assert_eq!(directory.upgrade_plan("heads", &[] as &[&str]).unwrap().len(), 5000);
    assert_eq!(directory.downgrade_plan("00000", &all).unwrap().len(), 4998);
    assert_eq!(directory.downgrade_plan("base", &all).unwrap().len(), 5000);
    assert_eq!(directory.history(&all).len(), 5000);
    assert_eq!(directory.current(&all).len(), 2);
    assert_eq!(names(&directory.resolve("04000", &all).unwrap()), ["04000_r"]);
}

/// A line so long that recursion would show.
#[test]
fn a_long_line_of_revisions_is_no_matter() {
    let folder = Folder::new();
    for i in 0..5000 {
        folder.write(&format!("{i:05}_r/up.sql"), "SELECT 1;");
    }
    let directory = folder.load();
    assert_eq!(names(&directory.resolve("head-4999", &[] as &[&str]).unwrap()), ["00000_r"]);
    let all: Vec<String> = directory.revisions().iter().map(|r| r.version.clone()).collect();
    assert_eq!(directory.downgrade_plan("-5000", &all).unwrap().len(), 5000);
    // Closed into a ring, it must be told, not overflow.
    folder.head("00000_r", &["04999"], &[]);
    assert!(folder.load_error().starts_with("revisions follow each other in a circle: "));
}
