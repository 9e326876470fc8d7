//! Models of packages: what cargo knows of features, of other crates of the workspace, and of what they are called.

use crate::support::Project;

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";

fn model(name: &str) -> String {
    format!("#[derive(schemist::Model)] pub struct {name} {{ id: i32 }}\n")
}

/// The tables that the models declare, by name.
fn tables(project: &Project, args: &[&str]) -> Vec<String> {
    let args = [&["inspect", "--source", "models", "--format", "json"], args].concat();
    let found: serde_json::Value = serde_json::from_str(&project.ok(&args)).unwrap();
    found["schema"]["tables"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn features_are_chosen() {
    let project = Project::empty();
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\n");
    project.write(
        "Cargo.toml",
        format!("{MANIFEST}[features]\ndefault = [\"basic\"]\nbasic = []\naudit = [\"trail\"]\ntrail = []\n"),
    );
    let gated = |feature: &str, name: &str| format!("#[cfg(feature = \"{feature}\")]\n{}", model(name));
    let text = [gated("basic", "Basic"), gated("trail", "Trail"), gated("windows", "Never"), model("Plain")];
    project.write("src/lib.rs", text.concat());
    assert_eq!(tables(&project, &[]), ["basics", "plains"]);
    let told = project.run(&["inspect", "--source", "models"]).stderr;
    assert!(told.contains("the model `Trail` is left out by `cfg(feature = \"trail\")`"), "{told}");
    assert!(told.contains("features = [\"trail\"]"), "{told}");
    assert_eq!(tables(&project, &["--features", "audit"]), ["basics", "plains", "trails"]);
    assert_eq!(tables(&project, &["--no-default-features"]), ["plains"]);
    assert_eq!(tables(&project, &["--all-features"]), ["basics", "plains", "trails"]);
    let run = project.run(&["inspect", "--source", "models", "--features", "adit"]);
    run.fails(2, &["there is no feature `adit`", "there are audit, basic, default, trail"]);

    project.write(
        "schemist.toml",
        "database_url = \"sqlite:app.db\"\n[models]\nfeatures = [\"trail\"]\ndefault_features = false\n",
    );
    assert_eq!(tables(&project, &[]), ["plains", "trails"]);
    assert_eq!(tables(&project, &["--features", "basic"]), ["basics", "plains", "trails"]);
    // The same where the files are named.
    project.write(
        "schemist.toml",
        "database_url = \"sqlite:app.db\"\n[models]\npaths = [\"src\"]\nfeatures = [\"trail\"]\n",
    );
    assert_eq!(tables(&project, &[]), ["basics", "plains", "trails"]);
}

#[test]
fn features_without_a_package() {
    let project = Project::with_models(&model("User"));
    project
        .run(&["inspect", "--source", "models", "--features", "x"])
        .fails(2, &["there is no Cargo.toml in"]);
    project.write(
        "schemist.toml",
        "database_url = \"sqlite:app.db\"\n[models]\npaths = [\"models.rs\"]\ncfg = [\"any(unix)\"]\n",
    );
    let run = project.run_with(&["inspect", "--source", "models"], &[("DATABASE_URL", "sqlite:app.db")]);
    run.fails(2, &["`any(unix)` is nothing that `cfg` asks for", "schemist.toml"]);
    project.write("models.rs", format!("#[cfg(tokio_unstable)]\n{}{}", model("Later"), model("User")));
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\n[models]\npaths = [\"models.rs\"]\n");
    assert_eq!(tables(&project, &[]), ["users"]);
    project.write(
        "schemist.toml",
        "database_url = \"sqlite:app.db\"\n[models]\npaths = [\"models.rs\"]\ncfg = [\"tokio_unstable\"]\n",
    );
    assert_eq!(tables(&project, &[]), ["laters", "users"]);
}

#[test]
fn other_crates_of_the_workspace() {
    let project = Project::empty();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"app\", \"parts\"]\nresolver = \"2\"\n");
    let app = MANIFEST.replace("shop", "app");
    project.write(
        "app/Cargo.toml",
        format!("{app}[dependencies]\nshared = {{ path = \"../parts\", package = \"parts\" }}\n"),
    );
    project.write("parts/Cargo.toml", MANIFEST.replace("shop", "parts"));
    project.write(
        "parts/src/lib.rs",
        format!(
            "pub type Cents = i64;\n#[derive(schemist::ModelEnum)] pub enum Kind {{ A, B }}\n\
             #[derive(schemist::Embed)] pub struct Times {{ at: i64 }}\n{}",
            model("Land")
        ),
    );
    project.write(
        "app/src/models.rs",
        "use shared::{Cents, Kind};\n#[derive(schemist::Model)] pub struct Order { id: i32, total: Cents, kind: Kind,\n    \
         #[model(embed)] times: shared::Times,\n    #[model(references = shared::Land, no_join)] land_id: i32 }\n",
    );
    project.write("app/src/main.rs", "mod models;\nfn main() {}\n");
    let config = "database_url = \"sqlite:app.db\"\n[models]\n";
    for (settings, expected) in [
        ("", &["orders"][..]),
        ("paths = [\"src/models.rs\"]\n", &["orders"]),
        ("paths = [\"src\"]\n", &["orders"]),
        ("packages = [\"parts\"]\n", &["lands", "orders"]),
        ("paths = [\"src/models.rs\"]\npackages = [\"parts\"]\n", &["lands", "orders"]),
    ] {
        project.write("app/schemist.toml", format!("{config}{settings}"));
        let run = ["--config", "app/schemist.toml"];
        assert_eq!(tables(&project, &run), expected, "{settings}");
    }
    project.write("app/schemist.toml", format!("{config}packages = [\"prats\"]\n"));
    let run = project.run(&["inspect", "--source", "models", "--config", "app/schemist.toml"]);
    run.fails(2, &["there is no package `prats` in the workspace", "there are app, parts"]);
}

#[test]
fn a_manifest_that_cargo_refuses() {
    let project = Project::with_models(&model("User"));
    project.write("Cargo.toml", "[package\n");
    project.run(&["inspect", "--source", "models"]).fails(2, &["cannot read", "Cargo.toml"]);
}
