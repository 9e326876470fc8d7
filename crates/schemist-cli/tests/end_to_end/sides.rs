//! `diff` on PostgreSQL between whatever a schema can be read from.

use schemist_schema::Engine;

use crate::{Project, connect, library_database};

const LIBRARY: &str = include_str!("library.postgres.sql");

#[test]
fn postgres_scratch_databases_come_and_go() {
    let database = library_database(Engine::Postgres, LIBRARY);
    let url = database.url();
    let project = Project::new(url);
    let write = |path: &str, text: &str| std::fs::write(project.path(path), text).unwrap();

    write("library.sql", LIBRARY);
    // As pg_dump writes it.
    write(
        "dump.sql",
        &format!(
            "\\restrict x\nSELECT pg_catalog.set_config('search_path', 'public', false);\n{LIBRARY}\n\
             ALTER TABLE public.authors OWNER TO nobody_here;\n\
             COPY public.authors (id, name) FROM stdin;\n1\tit's; \"odd\n\\.\nGRANT ALL ON public.authors TO nobody_here;\n\\unrestrict x\n"
        ),
    );
    write("snapshot.json", &project.ok(&["inspect", "--format", "json"]));
    project.ok(&["scaffold", "--out", "models"]);
    // Of an empty database, so that the migration holds everything.
    let empty = schemist_testing::postgres().database();
    project.ok(&["--database-url", empty.url(), "revision", "--autogenerate", "-m", "all"]);

    let before = project.schema();
    let forms = [url, "library.sql", "dump.sql", "snapshot.json", "models", "migrations"];
    for from in forms {
        for to in forms {
            assert_eq!(project.ok(&["diff", "--from", from, "--to", to]), "", "{from} to {to}");
        }
    }
    assert_eq!(before, project.schema());

    write("other.sql", "CREATE TABLE loans (id INT PRIMARY KEY);\nCREATE TABLE loans (id INT);\n");
    let failed = project.run(&["diff", "--from", url, "--to", "other.sql"]);
    let words = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(failed.status.code() == Some(3) && words.contains("other.sql:2: "), "{words}");
    write("reach.sql", "DROP DATABASE shop;");
    let failed = project.run(&["diff", "--from", url, "--to", "reach.sql"]);
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(databases(url), 0, "scratch databases were left");

    connect(url).execute("CREATE ROLE no_maker LOGIN").unwrap();
    let (_, place) = url.split_once('@').unwrap();
    let limited = format!("postgres://no_maker@{place}");
    let failed = project.run(&["diff", "--from", &limited, "--to", "library.sql"]);
    let words = String::from_utf8_lossy(&failed.stderr).into_owned();
    connect(url).execute("DROP ROLE no_maker").unwrap();
    assert!(failed.status.code() == Some(3) && words.contains("CREATEDB"), "{words}");
}

/// How many scratch databases there are on the server.
fn databases(url: &str) -> i64 {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        count: i64,
    }
    let sql = "SELECT count(*) AS count FROM pg_database WHERE datname LIKE 'schemist_scratch_%'";
    let mut connection = diesel::PgConnection::establish(url).unwrap();
    diesel::sql_query(sql).get_result::<Count>(&mut connection).unwrap().count
}
