use schemist_schema::Engine;

/// Why a database URL cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Nothing there.
    #[error("the database URL is empty")]
    Empty,
    /// A scheme of no engine.
    #[error("unknown scheme `{0}://`: expected postgres://…, mysql://…, sqlite:PATH or a path")]
    UnknownScheme(String),
    /// It does not parse.
    #[error("malformed database URL: {0}")]
    Malformed(String),
}

/// A database URL: `postgres://…`, `postgresql://…`, `mysql://…`, `mariadb://…`, `sqlite:PATH`, `sqlite://PATH`, `sqlite::memory:`,
/// `file:…` (SQLite's own URI) or a plain path. Displays without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    engine: Engine,
    /// What the client library is given.
    connection_string: String,
    /// What people see.
    display: String,
    password: Option<String>,
}

impl DatabaseUrl {
    /// Reads a URL.
    ///
    /// # Errors
    /// Where it names no engine or does not parse. The password is never part of the error.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(UrlError::Empty);
        }
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("postgres" | "postgresql") => Self::server(Engine::Postgres, text),
            Some("mysql") => Self::server(Engine::Mysql, text),
            Some("mariadb") => Self::server(Engine::Mysql, &format!("mysql{}", &text["mariadb".len()..])),
            Some("sqlite") => Ok(Self::sqlite(&text["sqlite://".len()..])),
            Some("file") => Ok(Self::sqlite(text)),
            Some(other) => Err(UrlError::UnknownScheme(other.to_owned())),
            None => match text.get(..7).filter(|head| head.eq_ignore_ascii_case("sqlite:")) {
                Some(_) => Ok(Self::sqlite(&text[7..])),
                None => Ok(Self::sqlite(text)),
            },
        }
    }

    /// Which engine it leads to.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// What the client library is given: a path for SQLite, a URL with the password for a server.
    pub fn connection_string(&self) -> &str {
        &self.connection_string
    }

    /// The file of a SQLite database; `None` in memory, for a `file:` URI and on a server.
    pub fn sqlite_file(&self) -> Option<&str> {
        let path = self.connection_string.as_str();
        let in_file = self.engine == Engine::Sqlite
            && path != ":memory:"
            && !path.is_empty()
            && !path.starts_with("file:");
        in_file.then_some(path)
    }

    /// A text (a driver's error) with the password blotted out.
    pub fn without_password(&self, text: &str) -> String {
        match &self.password {
            Some(password) if !password.is_empty() => text.replace(password.as_str(), "***"),
            _ => text.to_owned(),
        }
    }

    fn sqlite(path: &str) -> Self {
        let shown = if path.starts_with("file:") { path.to_owned() } else { format!("sqlite:{path}") };
        Self { engine: Engine::Sqlite, connection_string: path.to_owned(), display: shown, password: None }
    }

    fn server(engine: Engine, text: &str) -> Result<Self, UrlError> {
        let mut url = url::Url::parse(text).map_err(|e| UrlError::Malformed(e.to_string()))?;
        let mut password = url.password().map(str::to_owned);
        if password.is_some() {
            // Fails only for URLs that cannot have a password.
            let _ = url.set_password(Some("***"));
        }
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        if let Some((_, value)) = pairs.iter().find(|(key, _)| key == "password") {
            password = Some(value.clone());
            let shown =
                pairs.iter().map(|(k, v)| (k.as_str(), if k == "password" { "***" } else { v.as_str() }));
            url.query_pairs_mut().clear().extend_pairs(shown);
        }
        Ok(Self { engine, connection_string: text.to_owned(), display: url.to_string(), password })
    }
}

impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.display)
    }
}

/// Without the password too.
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DatabaseUrl({})", self.display)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, engine: Engine, connection_string: &str, display: &str) {
        let url = DatabaseUrl::parse(text).unwrap();
        assert_eq!(
            (url.engine(), url.connection_string(), url.to_string().as_str()),
            (engine, connection_string, display)
        );
    }

    #[test]
    fn what_follows_sqlite_is_the_path() {
        check("sqlite:a/b.db", Engine::Sqlite, "a/b.db", "sqlite:a/b.db");
        check("sqlite://a.db", Engine::Sqlite, "a.db", "sqlite:a.db");
        check("sqlite:///abs.db", Engine::Sqlite, "/abs.db", "sqlite:/abs.db");
        check("sqlite:////abs.db", Engine::Sqlite, "//abs.db", "sqlite://abs.db");
        check("sqlite::memory:", Engine::Sqlite, ":memory:", "sqlite::memory:");
        check("dir/plain.db", Engine::Sqlite, "dir/plain.db", "sqlite:dir/plain.db");
    }

    #[test]
    fn passwords_are_not_shown() {
        let secret = "postgres://u:s3cret@h:5432/d?password=an0ther";
        check(secret, Engine::Postgres, secret, "postgres://u:***@h:5432/d?password=***");
        let url = DatabaseUrl::parse("postgres://u:s3cret@h/d").unwrap();
        assert_eq!(url.without_password("bad: s3cret"), "bad: ***");
        assert!(!format!("{url:?}").contains("s3cret"));
    }

    #[test]
    fn mariadb_is_mysql_to_the_client() {
        check("mysql://u@h/d", Engine::Mysql, "mysql://u@h/d", "mysql://u@h/d");
        check("MariaDB://u:s@h:3306/d", Engine::Mysql, "mysql://u:s@h:3306/d", "mysql://u:***@h:3306/d");
    }

    #[test]
    fn errors_name_the_scheme() {
        assert_eq!(DatabaseUrl::parse("oracle://x"), Err(UrlError::UnknownScheme("oracle".into())));
        assert_eq!(DatabaseUrl::parse("  "), Err(UrlError::Empty));
    }
}
