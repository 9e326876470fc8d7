use clap::Args;
use schemist_migrate::{Direction, Runner, health};
use schemist_reflect::Connection;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::project::Project;
use crate::revisions::{self, refused};
use crate::{database, pipeline};

const EXAMPLES: &str = "\
Looks at the configuration, the migrations, the connection, the privileges, the record of what
is applied, and whether the database is as the models declare it. Changes nothing, unless
--fix allows to drop scratch databases that a killed process left behind. Exits with 1 where
something is wrong.

Examples:
  schemist doctor
  schemist doctor --fix
  schemist doctor --database audit";

/// Look for what is wrong with the project and its database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DoctorArgs {
    /// Drop scratch databases that were left behind
    #[arg(long)]
    fix: bool,
}

/// How something is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Fine,
    /// Worth knowing.
    Note,
    Wrong,
}

/// What was looked at, line by line.
#[derive(Default)]
struct Report {
    lines: Vec<(Verdict, String)>,
}

impl Report {
    fn add(&mut self, verdict: Verdict, line: impl Into<String>) {
        self.lines.push((verdict, line.into()));
    }

    /// The findings of something that failed as a whole.
    fn failed(&mut self, what: &str, failure: &Failure) {
        for diagnostic in &failure.diagnostics {
            let help = diagnostic.help.first().map(|help| format!("; {help}")).unwrap_or_default();
            self.add(Verdict::Wrong, format!("{what}: {}{help}", diagnostic.message));
        }
    }

    fn text(&self) -> String {
        let line = |(verdict, line): &(Verdict, String)| {
            let mark = match verdict {
                Verdict::Fine => "ok   ",
                Verdict::Note => "note ",
                Verdict::Wrong => "WRONG",
            };
            format!("{mark} {line}\n")
        };
        self.lines.iter().map(line).collect()
    }
}

/// Prints a line for each thing it looked at.
pub(crate) fn run(args: &DoctorArgs, context: &Context) -> Result<Exit, Failure> {
    let mut report = Report::default();
    match context.project() {
        Err(failure) => report.failed("configuration", &failure),
        Ok(project) => look(args, &project, context, &mut report),
    }
    context.terminal.result(&report.text())?;
    match report.lines.iter().any(|(verdict, _)| *verdict == Verdict::Wrong) {
        true => Ok(Exit::Differences),
        false => Ok(Exit::Success),
    }
}

fn look(args: &DoctorArgs, project: &Project, context: &Context, report: &mut Report) {
    configuration(project, report);
    migrations(project, context, report);
    let connection = context.database_url(project).and_then(|url| {
        report.add(Verdict::Fine, format!("database {url}"));
        database::open(&url)
    });
    match connection {
        Err(failure) => report.failed("connection", &failure),
        Ok(mut connection) => {
            // Each by itself: what one cannot see the next may.
            server(&mut connection, report);
            ledger(project, &mut connection, context, report);
            leftovers(args, &mut connection, context, report);
            drift(project, &mut connection, report);
        }
    }
}

fn configuration(project: &Project, report: &mut Report) {
    match project.config_file.is_file() {
        true => report.add(Verdict::Fine, format!("configuration {}", project.shown(&project.config_file))),
        false => {
            report.add(Verdict::Note, "no schemist.toml: the defaults hold (`schemist init` writes one)")
        }
    }
}

fn migrations(project: &Project, context: &Context, report: &mut Report) {
    match revisions::load(project, &context.terminal) {
        Err(failure) => report.failed("migrations", &failure),
        Ok(directory) => {
            let heads = directory.heads();
            let path = project.shown(&project.migrations);
            report
                .add(Verdict::Fine, format!("migrations {path}: {} revisions", directory.revisions().len()));
            if heads.len() > 1 {
                let names: Vec<&str> = heads.iter().map(|head| head.directory.as_str()).collect();
                report.add(
                    Verdict::Note,
                    format!("{} heads: {}; `schemist merge heads` joins them", heads.len(), names.join(", ")),
                );
            }
            for diagnostic in directory.diagnostics() {
                report.add(Verdict::Wrong, format!("migrations: {}", diagnostic.message));
            }
        }
    }
}

fn server(connection: &mut Connection, report: &mut Report) {
    match health::server(connection).map_err(refused) {
        Err(failure) => report.failed("server", &failure),
        Ok(server) => report.add(Verdict::Fine, format!("server {server}")),
    }
    match health::privileges(connection).map_err(refused) {
        Err(failure) => report.failed("privileges", &failure),
        Ok(privileges) => {
            for privilege in privileges {
                let remedy = privilege.remedy.map(|remedy| format!(": {remedy}")).unwrap_or_default();
                match (privilege.granted, privilege.is_vital) {
                    (true, _) => report.add(Verdict::Fine, format!("may {}", privilege.purpose)),
                    (false, true) => {
                        report.add(Verdict::Wrong, format!("may not {}{remedy}", privilege.purpose))
                    }
                    (false, false) => {
                        report.add(Verdict::Note, format!("may not {}{remedy}", privilege.purpose))
                    }
                }
            }
        }
    }
}

fn ledger(project: &Project, connection: &mut Connection, context: &Context, report: &mut Report) {
    if !project.migrations.is_dir() {
        return;
    }
    let Ok(directory) = revisions::load(project, &context.terminal) else { return };
    let status = match Runner::new(connection, &directory).status().map_err(refused) {
        Ok(status) => status,
        Err(failure) => return report.failed("record of what is applied", &failure),
    };
    report.add(
        Verdict::Fine,
        match status.applied.len() {
            1 => format!("1 revision applied, {} pending", status.pending.len()),
            n => format!("{n} revisions applied, {} pending", status.pending.len()),
        },
    );
    for version in &status.missing {
        report.add(
            Verdict::Wrong,
            format!("{version} is applied and has no directory: bring it back, or `schemist stamp --repair`"),
        );
    }
    for edited in &status.edited {
        let changes = edited.changes.join(", ");
        report.add(
            Verdict::Wrong,
            format!("{} was changed since it was applied ({changes}): bring it back, or `schemist stamp --repair`", edited.path),
        );
    }
    for interrupted in &status.interrupted {
        let version = &interrupted.version;
        let rows = Runner::new(connection, &directory).rows_in_batches(version).ok().flatten();
        let rows = rows.map(|rows| format!(" and {rows} rows of the next one")).unwrap_or_default();
        let command = match interrupted.direction {
            Direction::Up => "schemist upgrade",
            Direction::Down => "schemist downgrade",
        };
        report.add(
            Verdict::Wrong,
            match interrupted.statements_done {
                1 => {
                    format!("{version} stopped half-way, 1 statement{rows} done: `{command}` goes on with it")
                }
                n => format!(
                    "{version} stopped half-way, {n} statements{rows} done: `{command}` goes on with it"
                ),
            },
        );
    }
}

fn leftovers(args: &DoctorArgs, connection: &mut Connection, context: &Context, report: &mut Report) {
    match health::invalid_indexes(connection).map_err(refused) {
        Err(failure) => report.failed("indexes", &failure),
        Ok(indexes) => {
            for index in indexes {
                report.add(
                    Verdict::Wrong,
                    format!("the index {index} is INVALID, a concurrent build of it failed: run the build again, or drop it"),
                );
            }
        }
    }
    match health::left_scratch_databases(connection).map_err(refused) {
        Err(failure) => report.failed("scratch databases", &failure),
        Ok(names) => names.iter().for_each(|name| scratch_database(name, args, connection, context, report)),
    }
}

/// A killed command leaves its scratch database on the server.
fn scratch_database(
    name: &str,
    args: &DoctorArgs,
    connection: &mut Connection,
    context: &Context,
    report: &mut Report,
) {
    let drops = args.fix
        || (context.may_ask()
            && inquire::Confirm::new(&format!("{name} was left behind by a killed command. Drop it?"))
                .with_default(false)
                .prompt()
                .unwrap_or(false));
    if !drops {
        let line = format!("the scratch database {name} was left behind: `schemist doctor --fix` drops it");
        return report.add(Verdict::Wrong, line);
    }
    match health::drop_scratch_database(connection, name).map_err(refused) {
        Ok(()) => report
            .add(Verdict::Fine, format!("the scratch database {name} was left behind and is dropped now")),
        Err(failure) => report.failed("scratch databases", &failure),
    }
}

fn drift(project: &Project, connection: &mut Connection, report: &mut Report) {
    if project.models().is_err() {
        return report.add(Verdict::Note, "no models to compare the database with");
    }
    match pipeline::compare_models(project, connection, &[]) {
        Err(failure) => report.failed("models", &failure),
        Ok(found) if found.is_empty() => {
            report.add(Verdict::Fine, "the database is as the models declare it")
        }
        Ok(found) => report.add(
            Verdict::Wrong,
            format!(
                "the models and the database differ in {} operations: `schemist check` lists them",
                found.difference.operations.len()
            ),
        ),
    }
}
