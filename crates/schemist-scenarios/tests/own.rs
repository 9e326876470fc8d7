//! The scenarios of this repository: all agree, on every engine.

use std::process::Command;

#[test]
fn the_own_scenarios_agree() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios.jsonl");
    let output = Command::new(env!("CARGO_BIN_EXE_schemist-scenarios"))
        .args([file, "--quiet", "--min", "100"])
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{}", said.concat());
    // Nothing is argued away either.
    let whole =
        said[0].lines().filter(|line| line.contains("0 not for a reason (together 100.0 %), 0 not")).count();
    let engines = if cfg!(feature = "mysql") { 3 } else { 2 };
    assert_eq!(whole, engines, "{}", said[0]);
    assert!(!said[0].contains(": 0 scenarios"), "{}", said[0]);
}
