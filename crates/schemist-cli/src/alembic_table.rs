//! `docs/alembic.md` names commands and flags: they are accepted, tested, and Alembic's are all there.

use clap::CommandFactory;

use crate::cli::Cli;

const PAGE: &str = include_str!("../../../docs/alembic.md");

/// What `alembic --help` and the help of its commands list, in version 1.20.
const ALEMBIC: [&str; 59] = [
    "alembic --version",
    "-c FILE",
    "--config",
    "-n SECTION",
    "--name",
    "-x key=value",
    "--raiseerr",
    "-q",
    "--quiet",
    "alembic init DIR",
    "init -t",
    "--template",
    "init --package",
    "alembic list_templates",
    "alembic revision -m TEXT",
    "revision --autogenerate",
    "revision --sql",
    "revision --head",
    "revision --splice",
    "revision --branch-label",
    "revision --version-path",
    "revision --rev-id",
    "revision --depends-on",
    "alembic merge REVS",
    "merge -m",
    "merge --branch-label",
    "merge --rev-id",
    "merge --splice",
    "alembic upgrade REV",
    "upgrade --sql",
    "upgrade A:B --sql",
    "upgrade --tag",
    "alembic downgrade REV",
    "downgrade --sql",
    "downgrade --tag",
    "alembic stamp REVS",
    "stamp --sql",
    "stamp --tag",
    "stamp --purge",
    "alembic current",
    "current -v",
    "current -c",
    "--check-heads",
    "alembic heads",
    "heads -v",
    "heads --resolve-dependencies",
    "alembic history",
    "history -r A:B",
    "--rev-range",
    "history -v",
    "history -i",
    "--indicate-current",
    "alembic branches",
    "branches -v",
    "alembic show REV",
    "alembic edit REV",
    "alembic check",
    "alembic ensure_version",
    "ensure_version --sql",
];

/// The rows of the first table: the cells between the bars.
fn rows() -> Vec<Vec<&'static str>> {
    let lines = PAGE.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let lines = lines.take_while(|line| line.starts_with('|'));
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The texts between backquotes.
fn code(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Words as a shell splits them, as far as the page needs it.
fn words(command: &str) -> Vec<String> {
    let pieces = command.split('"').enumerate();
    pieces
        .flat_map(|(i, piece)| match i % 2 {
            0 => piece.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![piece.to_owned()],
        })
        .collect()
}

#[test]
fn every_command_and_flag_is_accepted() {
    let mut commands = 0;
    for command in rows().iter().flat_map(|row| code(row[1])).filter(|text| text.starts_with("schemist ")) {
        let parsed = Cli::command().try_get_matches_from(words(command));
        if let Err(error) = parsed {
            assert_eq!(error.kind(), clap::error::ErrorKind::DisplayVersion, "{command}: {error}");
        }
        commands += 1;
    }
    assert!(commands > 40, "{commands}");
}

#[test]
fn what_has_no_counterpart_says_why() {
    for row in rows() {
        let [_, ours, tested] = row.as_slice() else { panic!("{row:?}") };
        let has_one = !ours.starts_with("none");
        assert!(has_one || ours.len() > "none: because".len(), "{row:?}");
        assert!(!has_one || !tested.is_empty(), "{row:?} has no test");
    }
}

#[test]
fn every_test_is_there() {
    let tests = [
        include_str!("../tests/cli/revisions.rs"),
        include_str!("../tests/cli/flow.rs"),
        include_str!("../tests/cli/alembic.rs"),
    ];
    for row in rows() {
        for name in code(row[2]) {
            let test = format!("\nfn {name}() {{");
            assert!(tests.iter().any(|text| text.contains(&test)), "there is no test {name}");
        }
    }
}

#[test]
fn nothing_of_alembics_is_missing() {
    let named: Vec<&str> = rows().into_iter().flat_map(|row| code(row[0]).collect::<Vec<_>>()).collect();
    for name in ALEMBIC {
        assert!(named.contains(&name), "{name}");
    }
}
