use crate::comment;
use crate::migration::findings::{self, Findings};
use crate::migration::{MigrationInput, sql};

/// The text of `up.sql`.
pub(crate) fn text(input: &MigrationInput<'_>) -> String {
    let mut out = sql::header(input, "apply");
    if input.hand_written && input.up.is_empty() {
        out.push_str("-- Write the statements below and put those that undo them into down.sql.\n");
        out.push_str("-- Both files run in a transaction each, unless metadata.toml says otherwise.\n");
        out.push('\n');
        out.push_str("-- (replace this one: PostgreSQL refuses an empty file)\n");
        out.push_str(sql::NOTHING);
        return out;
    }
    out.push_str("-- Review before you run.\n");
    out.push_str(sql::transaction_remark(input));
    let findings = Findings::assign(input.findings, input.up);
    for finding in &findings.general {
        out.push_str(&findings::comment(finding));
    }
    let body = sql::body(input, input.up, |i, step| {
        let mut remarks = String::new();
        for lost in step.operations.iter().filter_map(sql::lost_data) {
            remarks.push_str(&comment::line(&format!(
                "DESTRUCTIVE: deletes {lost}; down.sql cannot restore it"
            )));
        }
        let about = findings.by_step.get(i).into_iter().flatten();
        remarks.extend(about.map(|finding| findings::comment(finding)));
        remarks
    });
    out.push_str(&body);
    out
}
