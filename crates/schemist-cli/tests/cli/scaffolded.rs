//! The models that the program of the facade's tests is built around are those that the command writes.

use std::path::PathBuf;

use crate::support::Project;

#[test]
fn the_models_of_the_program_are_scaffolded() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schemist/tests/scaffolded");
    let project = Project::empty();
    project.sql("app.db", &std::fs::read_to_string(folder.join("schema.sql")).unwrap());
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\n");
    project.ok(&["scaffold", "--out", ".", "--one-file"]);
    assert_eq!(project.ok(&["check"]), "");
    let models = project.read("models.rs");
    let expected = folder.join("models.rs");
    if std::env::var_os("SCHEMIST_BLESS").is_some() {
        std::fs::write(&expected, &models).unwrap();
    }
    let expected = std::fs::read_to_string(expected).unwrap();
    assert!(
        models == expected,
        "SCHEMIST_BLESS=1 rewrites crates/schemist/tests/scaffolded/models.rs\n{models}"
    );
}
