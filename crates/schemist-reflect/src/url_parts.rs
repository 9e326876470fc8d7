//! A URL of a server in pieces, for programs that are not given a URL, or must not be given the password with it.

use percent_encoding::percent_decode_str;
use schemist_schema::Engine;

use crate::DatabaseUrl;
use crate::url::{is_key, split_query, split_userinfo};

/// Where a server is and who connects, as meant rather than as written.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ServerParts {
    /// The user.
    pub user: Option<String>,
    /// The password.
    pub password: Option<String>,
    /// The host; of several the first.
    pub host: Option<String>,
    /// The port.
    pub port: Option<u16>,
    /// The database.
    pub database: String,
    /// The socket (`unix_socket`).
    pub socket: Option<String>,
}

impl DatabaseUrl {
    /// The URL without its password, and the password.
    pub fn apart(&self) -> (String, Option<String>) {
        let Some((scheme, rest)) = self.connection_string().split_once("://") else {
            return (self.connection_string().to_owned(), None);
        };
        let (userinfo, place) = split_userinfo(rest).unwrap_or((None, rest));
        let (user, password) = userinfo.map_or(("", None), |info| {
            info.split_once(':').map_or((info, None), |(user, password)| (user, Some(password)))
        });
        let at = if userinfo.is_some() { "@" } else { "" };
        let (place, query) = split_query(place);
        let pairs = || query.into_iter().flat_map(|query| query.split('&'));
        let rest: Vec<&str> = pairs().filter(|pair| !is_key(pair, "password")).collect();
        let mark = if rest.is_empty() { "" } else { "?" };
        let in_query = pairs().find(|pair| is_key(pair, "password")).and_then(|pair| pair.split_once('='));
        // What stands last counts, as libpq has it.
        let password = in_query.map(|(_, password)| password).or(password).filter(|text| !text.is_empty());
        (format!("{scheme}://{user}{at}{place}{mark}{}", rest.join("&")), password.map(decoded))
    }

    /// The pieces; nothing in them for SQLite.
    pub fn server_parts(&self) -> ServerParts {
        let (without, password) = self.apart();
        let Some((_, rest)) = without.split_once("://").filter(|_| self.engine() != Engine::Sqlite) else {
            return ServerParts::default();
        };
        let (user, place) = split_userinfo(rest).unwrap_or((None, rest));
        let (place, query) = split_query(place);
        let (hosts, database) = place.split_once('/').unwrap_or((place, ""));
        let host = hosts.split(',').next().unwrap_or_default();
        let (host, port) = match host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()) {
            Some((host, port)) => (host, port.parse().ok()),
            None => (host, None),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let socket =
            query.into_iter().flat_map(|query| query.split('&')).find(|pair| is_key(pair, "unix_socket"));
        ServerParts {
            user: user.filter(|user| !user.is_empty()).map(decoded),
            password,
            host: Some(host).filter(|host| !host.is_empty()).map(decoded),
            port,
            // Diesel's client of MySQL takes the name as it stands.
            database: if self.engine() == Engine::Mysql { database.to_owned() } else { decoded(database) },
            socket: socket.and_then(|pair| pair.split_once('=')).map(|(_, socket)| decoded(socket)),
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> DatabaseUrl {
        DatabaseUrl::parse(text).unwrap()
    }

    #[test]
    fn the_password_comes_apart() {
        let check = |text: &str, without: &str, password: Option<&str>| {
            let (found, secret) = url(text).apart();
            assert_eq!((found.as_str(), secret.as_deref()), (without, password), "{text}");
        };
        check(
            "postgres://u:p%40x@h:1/db?sslmode=require",
            "postgres://u@h:1/db?sslmode=require",
            Some("p@x"),
        );
        check("postgresql:///db?host=/tmp&password=x", "postgres:///db?host=/tmp", Some("x"));
        check("postgres://h/db", "postgres://h/db", None);
        check("postgres://u@h/db", "postgres://u@h/db", None);
        check("sqlite:a.db", "a.db", None);
    }

    #[test]
    fn a_url_in_pieces() {
        let parts = url("mysql://u%20x:p@[::1]:3307/db_1?unix_socket=/run/s.sock").server_parts();
        assert_eq!((parts.user.as_deref(), parts.password.as_deref()), (Some("u x"), Some("p")));
        assert_eq!((parts.host.as_deref(), parts.port), (Some("::1"), Some(3307)));
        assert_eq!((parts.database.as_str(), parts.socket.as_deref()), ("db_1", Some("/run/s.sock")));
        assert!(url("sqlite:a.db").server_parts() == ServerParts::default());
    }
}
