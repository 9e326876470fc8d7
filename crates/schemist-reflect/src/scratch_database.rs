use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use schemist_dialect::Dialect;
use schemist_schema::Engine;

use crate::{Connection, DatabaseUrl, ReflectError};

/// An empty database to try things in. It is gone with the value, whatever happened in it.
pub struct ScratchDatabase {
    /// `None` only while it is being dropped.
    connection: Option<Connection>,
    on_server: Option<OnServer>,
}

/// What has to be dropped, and from where.
struct OnServer {
    server: DatabaseUrl,
    name: String,
    url: DatabaseUrl,
}

impl ScratchDatabase {
    /// SQLite's, in memory.
    ///
    /// # Errors
    /// Where this build has no SQLite.
    pub fn in_memory() -> Result<Self, ReflectError> {
        Ok(Self { connection: Some(in_memory()?), on_server: None })
    }

    /// A new database on the server of another one. Of that one nothing is read or changed.
    ///
    /// # Errors
    /// Where the server cannot be reached, or the role may not create databases.
    pub fn on_server_of(server: &DatabaseUrl) -> Result<Self, ReflectError> {
        if server.engine() == Engine::Sqlite {
            return Self::in_memory();
        }
        let refused = |reason: String| ReflectError::Scratch { server: server.to_string(), reason };
        let name = unique_name();
        let url = server.with_database(&name).ok_or_else(|| refused("its URL has no database".into()))?;
        let create = Dialect::new(server.engine()).create_database(&name);
        let create = create.ok_or_else(|| refused("it has no databases beside each other".into()))?;
        let mut connection = Connection::open(server)?;
        let create = like_its_neighbour(&mut connection, create.sql)?;
        connection.execute(&create).map_err(|error| refused(error.to_string()))?;
        // From here on the database is there: it is dropped with the value even if it cannot be opened.
        let mut scratch =
            Self { connection: None, on_server: Some(OnServer { server: server.clone(), name, url }) };
        scratch.reconnect()?;
        Ok(scratch)
    }

    /// The connection to it.
    ///
    /// # Errors
    /// Where it was lost.
    pub fn connection(&mut self) -> Result<&mut Connection, ReflectError> {
        if self.connection.is_none() {
            self.reconnect()?;
        }
        self.connection.as_mut().ok_or_else(|| ReflectError::Scratch {
            server: "memory".to_owned(),
            reason: "the connection was lost".to_owned(),
        })
    }

    /// Leaves behind what a script set for its session. Nothing happens in memory, where the connection is the
    /// database.
    ///
    /// # Errors
    /// Where the server cannot be reached any more.
    pub fn reconnect(&mut self) -> Result<(), ReflectError> {
        if let Some(on_server) = &self.on_server {
            self.connection = None;
            self.connection = Some(Connection::open(&on_server.url)?);
        }
        Ok(())
    }
}

impl Drop for ScratchDatabase {
    fn drop(&mut self) {
        self.connection = None;
        let Some(OnServer { server, name, .. }) = &self.on_server else { return };
        // Whatever a script started may still be connected. There is nobody to tell of a failure.
        if let Some(drop) = Dialect::new(server.engine()).drop_database(name)
            && let Ok(mut connection) = Connection::open(server)
        {
            let _ = connection.execute(&drop.sql);
        }
    }
}

/// In which the same text makes the same schema: tables of MySQL take the collation of their database where they
/// have none of their own.
fn like_its_neighbour(connection: &mut Connection, create: String) -> Result<String, ReflectError> {
    match connection {
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => {
            let collation = crate::mysql::database_collation(connection)?;
            Ok(format!("{create} COLLATE {collation}"))
        }
        #[allow(unreachable_patterns)] // reachable with another engine
        _ => Ok(create),
    }
}

fn in_memory() -> Result<Connection, ReflectError> {
    let url = DatabaseUrl::parse("sqlite::memory:").map_err(|error| ReflectError::Connect {
        url: "sqlite::memory:".to_owned(),
        reason: error.to_string(),
    })?;
    Connection::open(&url)
}

/// A name that no other run of the tool has.
fn unique_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos() % 1_000_000_000_000);
    format!("schemist_scratch_{}_{nanos}_{count}", std::process::id())
}
