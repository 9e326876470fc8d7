use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
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
    /// Passwords, as written and as meant.
    secrets: Vec<String>,
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
            Some("mysql" | "mariadb") => Self::server(Engine::Mysql, text),
            Some("sqlite") => Self::sqlite(&text["sqlite://".len()..]),
            Some("file") => Self::sqlite(text),
            Some(other) => Err(UrlError::UnknownScheme(other.to_owned())),
            None => match text.get(..7).filter(|head| head.eq_ignore_ascii_case("sqlite:")) {
                Some(_) => Self::sqlite(&text[7..]),
                None => Self::sqlite(text),
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

    /// A text (a driver's error) with the passwords blotted out.
    pub fn without_password(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), BLOT))
    }

    /// Another database of the same server; `None` where there is no server.
    pub fn with_database(&self, name: &str) -> Option<Self> {
        if self.engine == Engine::Sqlite {
            return None;
        }
        let (_, rest) = self.connection_string.split_once("://")?;
        let (_, place) = split_userinfo(rest).ok()?;
        let (userinfo, _) = rest.split_at_checked(rest.len() - place.len())?;
        let (place, query) = split_query(place);
        let hosts = place.split('/').next().unwrap_or_default();
        // Diesel's client of MySQL takes the name as it stands.
        let name = match self.engine {
            Engine::Mysql => name.to_owned(),
            Engine::Sqlite | Engine::Postgres => utf8_percent_encode(name, NON_ALPHANUMERIC).to_string(),
        };
        let mut text = format!("{}://{userinfo}{hosts}/{name}", self.engine);
        let others = query.into_iter().flat_map(|query| query.split('&'));
        for (i, pair) in others.filter(|pair| !is_key(pair, "dbname")).enumerate() {
            text.push(if i == 0 { '?' } else { '&' });
            text.push_str(pair);
        }
        Self::parse(&text).ok()
    }

    fn sqlite(path: &str) -> Result<Self, UrlError> {
        if path.is_empty() {
            // SQLite itself would take a database on disk that is gone when the connection closes.
            return Err(UrlError::Malformed("it names no file".to_owned()));
        }
        let shown = if path.starts_with("file:") { path.to_owned() } else { format!("sqlite:{path}") };
        Ok(Self {
            engine: Engine::Sqlite,
            connection_string: path.to_owned(),
            display: shown,
            secrets: Vec::new(),
        })
    }

    /// Read as libpq reads it, which knows more than the standard of URLs does: several hosts, no host, a socket.
    /// Diesel's client of MySQL keeps to the standard.
    fn server(engine: Engine, text: &str) -> Result<Self, UrlError> {
        let rest = text.split_once("://").map_or("", |(_, rest)| rest);
        if rest.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(UrlError::Malformed("a space in it is written %20".to_owned()));
        }
        let mut secrets = Vec::new();
        let (userinfo, place) = split_userinfo(rest)?;
        if engine == Engine::Mysql && userinfo.is_some_and(|info| info.contains(['#', '?'])) {
            return Err(UrlError::Malformed(UNENCODED.to_owned()));
        }
        let mut shown = format!("{engine}://");
        if let Some((user, password)) = userinfo.map(|info| info.split_once(':').unwrap_or((info, ""))) {
            shown.push_str(user);
            if !password.is_empty() {
                keep_secret(password, &mut secrets);
                shown.push(':');
                shown.push_str(BLOT);
            }
            shown.push('@');
        }
        let (place, query) = split_query(place);
        check_ports(place.split('/').next().unwrap_or_default())?;
        shown.push_str(place);
        for (i, pair) in query.into_iter().flat_map(|query| query.split('&')).enumerate() {
            shown.push(if i == 0 { '?' } else { '&' });
            shown.push_str(&without_secret(pair, &mut secrets));
        }
        // The longest first: one may be a part of another.
        secrets.sort_by(|a, b| (b.len(), b).cmp(&(a.len(), a)));
        secrets.dedup();
        Ok(Self { engine, connection_string: format!("{engine}://{rest}"), display: shown, secrets })
    }
}

/// What stands for a password.
const BLOT: &str = "***";

const UNENCODED: &str =
    "in a user name or password `@` is written %40, `/` is %2F, `?` is %3F, `#` is %23, `%` is %25";

/// `user:password`, and what follows the `@`. The first `/` ends the hosts, so a password cannot hold one as it is.
pub(crate) fn split_userinfo(rest: &str) -> Result<(Option<&str>, &str), UrlError> {
    let hosts_end = rest.find('/').unwrap_or(rest.len());
    let (userinfo, place) = match rest.split_at(hosts_end).0.split_once('@') {
        Some((userinfo, _)) => (Some(userinfo), rest.get(userinfo.len() + 1..).unwrap_or_default()),
        None => (None, rest),
    };
    if place.split('?').next().unwrap_or_default().contains('@') {
        return Err(UrlError::Malformed(UNENCODED.to_owned()));
    }
    Ok((userinfo, place))
}

pub(crate) fn split_query(place: &str) -> (&str, Option<&str>) {
    place.split_once('?').map_or((place, None), |(place, query)| (place, Some(query)))
}

fn check_ports(hosts: &str) -> Result<(), UrlError> {
    for host in hosts.split(',') {
        let behind_address = host.rsplit(']').next().unwrap_or_default();
        let port = behind_address.rsplit_once(':').map_or("", |(_, port)| port);
        if !port.is_empty() && port.parse::<u16>().is_err() {
            return Err(UrlError::Malformed("its port is not a number up to 65535".to_owned()));
        }
    }
    Ok(())
}

/// `key=value` as people may see it. Any key that sounds like a password holds one, misspelled ones too.
fn without_secret(pair: &str, secrets: &mut Vec<String>) -> String {
    let Some((key, value)) = pair.split_once('=') else { return pair.to_owned() };
    let word = percent_decode_str(key).decode_utf8_lossy().to_ascii_lowercase();
    if !word.contains("pass") || word == "passfile" {
        return pair.to_owned();
    }
    keep_secret(value, secrets);
    format!("{key}={BLOT}")
}

pub(crate) fn is_key(pair: &str, key: &str) -> bool {
    percent_decode_str(pair.split('=').next().unwrap_or_default()).decode_utf8_lossy() == key
}

/// A driver repeats a secret as it was written or as it was meant.
fn keep_secret(written: &str, secrets: &mut Vec<String>) {
    let meant = percent_decode_str(written).decode_utf8_lossy().into_owned();
    secrets.extend([written.to_owned(), meant].into_iter().filter(|secret| !secret.is_empty()));
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
    fn passwords_are_not_shown_however_they_are_written() {
        let hidden = |text: &str, display: &str, secrets: &[&str]| {
            let url = DatabaseUrl::parse(text).unwrap();
            assert_eq!((url.to_string().as_str(), url.connection_string()), (display, text));
            for secret in secrets {
                assert_eq!(url.without_password(&format!("bad: \"{secret}\"")), "bad: \"***\"", "{text}");
            }
        };
        hidden("postgres://u:a%2Fb@h/d", "postgres://u:***@h/d", &["a/b", "a%2Fb"]);
        hidden("postgres://u:a%zzb@h/d", "postgres://u:***@h/d", &["a%zzb"]);
        hidden("postgres://u:a#b?c@h/d", "postgres://u:***@h/d", &["a#b?c"]);
        hidden(
            "postgres://u:one@h/d?password=onetwo",
            "postgres://u:***@h/d?password=***",
            &["one", "onetwo"],
        );
        hidden(
            "postgres://h/d?x=1&PASSWORD=one&passwort=two&sslpassword=three",
            "postgres://h/d?x=1&PASSWORD=***&passwort=***&sslpassword=***",
            &["one", "two", "three"],
        );
        hidden(
            "postgres://h/d?pass%77ord=one&passfile=f",
            "postgres://h/d?pass%77ord=***&passfile=f",
            &["one"],
        );
    }

    #[test]
    fn what_libpq_reads_is_read() {
        for text in [
            "postgres://",
            "postgres:///d",
            "postgres://u@/d?host=/tmp&port=5577",
            "postgres://u@%2Ftmp%2Fpg:5577/d",
            "postgres://h1:5432,h2:5433/d?target_session_attrs=any",
            "postgres://u@[::1]:5432/d",
            "postgres://u@[::1]/d",
        ] {
            check(text, Engine::Postgres, text, text);
        }
        check("POSTGRESQL://h/d", Engine::Postgres, "postgres://h/d", "postgres://h/d");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_without_repeating_it() {
        for text in [
            "postgres://u:s3cret/x@h/d",
            "postgres://u:s3cret@x@h/d",
            "postgres://u:s3cret x@h/d",
            "postgres://u:s3cret@h:port/d",
            "postgres://u:s3cret@h:99999/d",
            "mysql://u:s3#cret@h/d",
            "sqlite:",
            "sqlite://",
        ] {
            let error = DatabaseUrl::parse(text).unwrap_err();
            assert!(matches!(error, UrlError::Malformed(_)), "{text}: {error}");
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn other_databases_of_the_server() {
        let other = |text: &str| {
            let url = DatabaseUrl::parse(text).unwrap().with_database("x")?;
            Some(url.connection_string().to_owned())
        };
        assert_eq!(other("postgres://u:p@h:5432/d").as_deref(), Some("postgres://u:p@h:5432/x"));
        assert_eq!(
            other("postgres:///d?host=/run/pg&dbname=e&options=-c%20a%3Db").as_deref(),
            Some("postgres:///x?host=/run/pg&options=-c%20a%3Db")
        );
        assert_eq!(other("postgres://u:a?b@h").as_deref(), Some("postgres://u:a?b@h/x"));
        assert_eq!(other("mariadb://u:p@h/d?ssl_ca=x").as_deref(), Some("mysql://u:p@h/x?ssl_ca=x"));
        assert_eq!(other("sqlite:a.db"), None);
    }

    #[test]
    fn errors_name_the_scheme() {
        assert_eq!(DatabaseUrl::parse("oracle://x"), Err(UrlError::UnknownScheme("oracle".into())));
        assert_eq!(DatabaseUrl::parse("  "), Err(UrlError::Empty));
    }
}
