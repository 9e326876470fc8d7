use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use diesel::connection::{Connection, SimpleConnection};

use crate::server::ServerError;

/// An empty database for one test. It is dropped with the value.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    place: Place,
}

/// What has to be removed.
#[derive(Debug)]
enum Place {
    /// A database on a server: the server's own URL and the database's name.
    Server { client: Client, admin_url: String, name: String },
    /// A folder with the file in it; removed by its own `Drop`.
    Folder(#[allow(dead_code)] tempfile::TempDir),
}

/// How a server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Client {
    Postgres,
    #[cfg(feature = "mysql")]
    Mysql,
}

impl Client {
    /// Whether there is somebody at a URL.
    pub(crate) fn answers(self, url: &str) -> bool {
        match self {
            Self::Postgres => diesel::pg::PgConnection::establish(url).is_ok(),
            #[cfg(feature = "mysql")]
            Self::Mysql => diesel::mysql::MysqlConnection::establish(url).is_ok(),
        }
    }

    fn create(self, name: &str) -> String {
        match self {
            // template0: nobody is connected to it, so that tests may create databases at the same time.
            Self::Postgres => format!("CREATE DATABASE {name} TEMPLATE template0"),
            #[cfg(feature = "mysql")]
            Self::Mysql => format!("CREATE DATABASE {name}"),
        }
    }

    fn drop(self, name: &str) -> String {
        match self {
            // FORCE: a test that failed may have left a connection open.
            Self::Postgres => format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            #[cfg(feature = "mysql")]
            // A connection that a failed test left open may hold a lock, which is waited for a day without this.
            Self::Mysql => format!("SET lock_wait_timeout = 5; DROP DATABASE IF EXISTS {name}"),
        }
    }

    fn run(self, url: &str, sql: &str) -> Result<(), ServerError> {
        let failed = |reason: String| ServerError::Query { sql: sql.to_owned(), reason };
        let ran = match self {
            Self::Postgres => diesel::pg::PgConnection::establish(url).map(|mut c| c.batch_execute(sql)),
            #[cfg(feature = "mysql")]
            Self::Mysql => diesel::mysql::MysqlConnection::establish(url).map(|mut c| c.batch_execute(sql)),
        };
        ran.map_err(|e| failed(e.to_string()))?.map_err(|e| failed(e.to_string()))
    }
}

impl TestDatabase {
    /// An empty SQLite file in a folder of its own.
    ///
    /// # Panics
    /// Where the temporary folder cannot be made.
    pub fn sqlite() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("schemist-test-")
            .tempdir()
            .unwrap_or_else(|e| panic!("cannot make a temporary folder: {e}"));
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Self { url, place: Place::Folder(folder) }
    }

    pub(crate) fn on_server(client: Client, admin_url: &str) -> Result<Self, ServerError> {
        let name = unique_name();
        client.run(admin_url, &client.create(&name))?;
        Ok(Self {
            url: with_database(admin_url, &name),
            place: Place::Server { client, admin_url: admin_url.to_owned(), name },
        })
    }

    /// Where to connect.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Server { client, admin_url, name } = &self.place {
            // A server that is gone has taken its databases along, so there is nobody to tell of a failure.
            let _ = client.run(admin_url, &client.drop(name));
        }
    }
}

/// Unlike any other, also on a server that other runs share.
fn unique_name() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let nanoseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.subsec_nanos());
    let counter = COUNTER.fetch_add(1, Ordering::Relaxed);
    format!("schemist_test_{}_{nanoseconds}_{counter}", std::process::id())
}

/// The URL with another database as its path.
fn with_database(url: &str, name: &str) -> String {
    let (head, query) = match url.split_once('?') {
        Some((head, query)) => (head, format!("?{query}")),
        None => (url, String::new()),
    };
    let authority = head.find("://").map_or(0, |at| at + 3);
    let end = head[authority..].find('/').map_or(head.len(), |at| authority + at);
    format!("{}/{name}{query}", &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_the_path_of_the_url() {
        let check = |url: &str, expected: &str| assert_eq!(with_database(url, "x"), expected);
        check("postgres://u@h:1/postgres", "postgres://u@h:1/x");
        check("postgres://u@h:1", "postgres://u@h:1/x");
        check("postgres://u:p@h/a?sslmode=disable", "postgres://u:p@h/x?sslmode=disable");
        check("postgres:///a?host=/tmp", "postgres:///x?host=/tmp");
    }

    #[test]
    fn names_are_unique() {
        assert_ne!(unique_name(), unique_name());
    }
}
