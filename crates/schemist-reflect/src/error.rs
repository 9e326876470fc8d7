use schemist_schema::Engine;

/// What can go wrong between the tool and a database.
#[derive(Debug, thiserror::Error)]
pub enum ReflectError {
    /// No connection.
    #[error("cannot connect to {url}: {reason}")]
    Connect {
        /// The database, password left out.
        url: String,
        /// The client library's words, password left out.
        reason: String,
    },
    /// The program was built without the engine.
    #[error("this build of schemist has no {engine}: build it with `--features {engine}`")]
    EngineNotBuilt {
        /// The engine.
        engine: Engine,
    },
    /// No database can be made to try things in.
    #[error("cannot make a scratch database on the server of {server}: {reason}")]
    Scratch {
        /// A database of the server, password left out.
        server: String,
        /// The server's words.
        reason: String,
    },
    /// A statement failed.
    #[error("{0}")]
    Query(#[from] diesel::result::Error),
    /// The catalogue holds something the tool does not understand.
    #[error("cannot read {object} from the catalogue: {reason}")]
    Catalogue {
        /// What was read.
        object: String,
        /// What is wrong with it.
        reason: String,
    },
}
