//! Runs a migrations folder with Diesel's own harness and nothing of ours, to show that what Schemist writes
//! is a plain Diesel folder: `cargo run -p schemist-migrate --example plain_diesel -- URL FOLDER`.

use std::error::Error;

use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, folder] = arguments.as_slice() else { return Err("usage: plain_diesel URL FOLDER".into()) };
    let migrations = FileBasedMigrations::from_path(folder)?;
    if url.starts_with("postgres") {
        PgConnection::establish(url)?.run_pending_migrations(migrations)?;
    } else {
        SqliteConnection::establish(url)?.run_pending_migrations(migrations)?;
    }
    Ok(())
}
