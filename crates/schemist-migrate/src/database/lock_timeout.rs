//! Whether a statement gave up waiting for a lock. Diesel hides the code of an error (SQLSTATE 55P03 and 40P01, 1205) behind
//! `DatabaseErrorKind::Unknown`, so it is told by what is left: the kind, the words, and the shape of the message.

use std::time::Duration;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

/// How a server says so: in English, and PostgreSQL as its own catalogues translate `canceling statement due to lock
/// timeout` (version 15). A run asks for English where the role may; a server in another language, or a later wording, is
/// told by its shape.
const WORDS: [&str; 15] = [
    "due to lock timeout",
    "deadlock detected",
    "Lock wait timeout exceeded",
    "Deadlock found",
    "storniere Anfrage wegen Zeitüberschreitung einer Sperre",
    "cancelando la sentencia debido a que se agotó el tiempo de espera de candados (locks)",
    "annulation de la requête à cause du délai écoulé pour l'obtention des verrous",
    "annullamento dell'istruzione a causa di timeout di lock",
    "ロックのタイムアウトのためステートメントをキャンセルしています",
    "გამოსახულება გაუქმდება ბლოკის მოლოდინის ვადის ამოწურვის გამო",
    "잠금 대기 시간 초과로 작업을 취소합니다",
    "выполнение оператора отменено из-за тайм-аута блокировки",
    "avbryter sats på grund av lås-timeout",
    "виконання оператора скасовано через тайм-аут блокування",
    "由于锁超时，取消语句操作",
];

/// Whether a statement gave up waiting for a lock, or was the victim of a deadlock: the same may succeed later. `took` is
/// how long it ran; `limit` how long it was to wait at most, where the server speaks another language.
pub(crate) fn is_lock_timeout(error: &Error, took: Duration, limit: Option<Duration>) -> bool {
    match error {
        // A deadlock on MariaDB and MySQL.
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(DatabaseErrorKind::Unknown, information) => {
            WORDS.iter().any(|words| information.message().contains(words))
                || tells_of_deadlock(information.as_ref())
                || limit.is_some_and(|limit| took >= limit) && is_bare(information.as_ref())
        }
        _ => false,
    }
}

/// PostgreSQL's detail has a line for each that waits, with the mode of the lock, which is in no language's words:
/// `Process 1 waits for ShareLock on transaction 2; blocked by process 3.`
fn tells_of_deadlock(information: &dyn DatabaseErrorInformation) -> bool {
    let tells = |line: &str| line.contains("Lock") && line.chars().any(|c| c.is_ascii_digit());
    information.details().is_some_and(|detail| detail.lines().filter(|line| tells(line)).count() >= 2)
}

/// A message with nothing beside it and no English word: one in another language that took as long as a lock is waited
/// for. What is wrong with a statement comes sooner, and mostly with its place or the table; where it does not, it is
/// tried in vain.
fn is_bare(information: &dyn DatabaseErrorInformation) -> bool {
    let message = information.message();
    information.details().is_none()
        && information.hint().is_none()
        && information.statement_position().is_none()
        && information.table_name().is_none()
        && information.column_name().is_none()
        && information.constraint_name().is_none()
        && !message.contains('"')
        && !["canceling statement due to", "terminating connection", "interrupted"]
            .iter()
            .any(|w| message.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server says, and with what detail.
    struct Said(&'static str, Option<&'static str>, Option<i32>);

    impl DatabaseErrorInformation for Said {
        fn message(&self) -> &str {
            self.0
        }
        fn details(&self) -> Option<&str> {
            self.1
        }
        fn hint(&self) -> Option<&str> {
            None
        }
        fn table_name(&self) -> Option<&str> {
            None
        }
        fn column_name(&self) -> Option<&str> {
            None
        }
        fn constraint_name(&self) -> Option<&str> {
            None
        }
        fn statement_position(&self) -> Option<i32> {
            self.2
        }
    }

    fn check(said: Said, took: u64, expected: bool) {
        let words = said.0;
        let error = Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(said));
        let limit = Some(Duration::from_millis(100));
        assert_eq!(is_lock_timeout(&error, Duration::from_millis(took), limit), expected, "{words}");
    }

    #[test]
    fn in_whatever_language() {
        check(Said("canceling statement due to lock timeout", None, None), 0, true);
        check(Said("Lock wait timeout exceeded; try restarting transaction", None, None), 0, true);
        check(Said("avbryter sats på grund av lås-timeout", None, None), 0, true);
        // A language that is not listed: by its shape, and only where it waited so long.
        check(
            Said("cancelando comando por causa do tempo de espera (timeout) do bloqueio", None, None),
            100,
            true,
        );
        check(
            Said("cancelando comando por causa do tempo de espera (timeout) do bloqueio", None, None),
            99,
            false,
        );
        let detail = "Der Prozess 7 wartet auf ShareLock-Sperre auf Transaktion 8; blockiert von Prozess 9.\n\
                      Der Prozess 9 wartet auf ShareLock-Sperre auf Transaktion 6; blockiert von Prozess 7.";
        check(Said("Verklemmung (Deadlock) entdeckt", Some(detail), None), 0, true);
    }

    #[test]
    fn other_failures_are_none() {
        check(Said("canceling statement due to statement timeout", None, None), 500, false);
        check(Said("Relation »a« existiert nicht", None, Some(8)), 500, false);
        check(Said("relation \"a\" does not exist", None, None), 500, false);
        check(Said("Division durch Null", Some("Tabelle a"), None), 500, false);
        check(Said("Division durch Null", None, None), 5, false);
    }
}
