//! The models as they were when they last agreed with the database, out of git.

use std::io::Write;
use std::process::{Command, Stdio};

use camino::{Utf8Path, Utf8PathBuf};
use schemist_dialect::Dialect;
use schemist_model::ModelSources;
use schemist_schema::Schema;

use crate::pipeline::SNAPSHOT;
use crate::project::Project;

/// More files than these are not read again.
const MOST_FILES: usize = 5_000;

/// What the models declared at the commit that last wrote the recorded snapshot, or at `HEAD` where none did. `None`
/// where git, a repository or a commit is missing: it is evidence, and nothing depends on it.
pub(crate) fn earlier(project: &Project, sources: &ModelSources, dialect: &Dialect) -> Option<Schema> {
    let git = Git { folder: &project.root };
    let snapshot = project.migrations.join(SNAPSHOT);
    let recorded = git.line(&["log", "-1", "--format=%H", "--", snapshot.as_str()]);
    let commit = recorded.or_else(|| git.line(&["rev-parse", "--verify", "--quiet", "HEAD"]))?;
    let scratch = tempfile::tempdir().ok()?;
    let scratch = Utf8Path::from_path(scratch.path())?.canonicalize_utf8().ok()?;
    let mut roots = Vec::new();
    let mut folders = Vec::new();
    for root in &sources.roots {
        let inside = root.strip_prefix(&project.root).ok()?;
        roots.push(scratch.join(inside));
        folders.push(if root.is_dir() { inside.to_owned() } else { inside.parent()?.to_owned() });
    }
    git.check_out(&commit, &folders, &scratch)?;
    let sources = ModelSources { roots, base: scratch, ..sources.clone() };
    let loaded = schemist_model::load(&sources, dialect.engine()).ok()?;
    let mut schema = loaded.schema;
    // What is wrong with what was is no news.
    let _ = dialect.canonicalize(&mut schema);
    Some(schema)
}

struct Git<'a> {
    folder: &'a Utf8Path,
}

impl Git<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder).args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn output(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = self.command(arguments).output().ok()?;
        output.status.success().then_some(output.stdout)
    }

    fn line(&self, arguments: &[&str]) -> Option<String> {
        let text = String::from_utf8(self.output(arguments)?).ok()?;
        Some(text.trim().to_owned()).filter(|line| !line.is_empty())
    }

    /// Writes the Rust files of folders as a commit has them.
    fn check_out(&self, commit: &str, folders: &[Utf8PathBuf], to: &Utf8Path) -> Option<()> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--name-only", commit, "--"];
        // The project folder itself has no name in it.
        arguments.extend(
            folders.iter().map(|folder| if folder.as_str().is_empty() { "." } else { folder.as_str() }),
        );
        let listed = String::from_utf8(self.output(&arguments)?).ok()?;
        let names: Vec<&str> =
            listed.split('\0').filter(|name| name.ends_with(".rs") && !name.contains('\n')).collect();
        if names.is_empty() || names.len() > MOST_FILES {
            return None;
        }
        let texts = self.texts(commit, &names)?;
        for (name, text) in names.iter().zip(texts) {
            let path = to.join(name);
            std::fs::create_dir_all(path.parent()?).ok()?;
            std::fs::write(path, text).ok()?;
        }
        Some(())
    }

    /// The texts of files in one run: `<object> blob <size>`, a newline, the text, a newline, for each.
    fn texts(&self, commit: &str, names: &[&str]) -> Option<Vec<Vec<u8>>> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut stdin = child.stdin.take()?;
        let asked: String = names.iter().map(|name| format!("{commit}:./{name}\n")).collect();
        // Both pipes fill up otherwise.
        let writer = std::thread::spawn(move || stdin.write_all(asked.as_bytes()));
        let output = child.wait_with_output().ok()?;
        writer.join().ok()?.ok()?;
        let mut rest = output.stdout.as_slice();
        let mut texts = Vec::new();
        for _ in names {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let head = std::str::from_utf8(rest.get(..end)?).ok()?;
            let size: usize = head.rsplit(' ').next()?.parse().ok()?;
            texts.push(rest.get(end + 1..end + 1 + size)?.to_vec());
            rest = rest.get(end + 2 + size..)?;
        }
        Some(texts)
    }
}
