//! What `scaffold --annotate` makes of a Diesel project: the tables stay those of `schema.rs`.
#![cfg(feature = "sqlite")]
#![allow(missing_docs, clippy::unwrap_used)]

use diesel::prelude::*;

mod schema {
    diesel::table! {
        posts (id) {
            id -> Integer,
            user_id -> Integer,
            score -> Double,
        }
    }

    diesel::table! {
        users (id) {
            id -> Integer,
            name -> Text,
            #[sql_name = "type"]
            type_ -> Text,
        }
    }

    diesel::table! {
        odds (id) {
            id -> Integer,
            mood -> Text,
        }
    }

    diesel::joinable!(posts -> users (user_id));
    diesel::allow_tables_to_appear_in_same_query!(posts, users,);
}

use schema::{posts, users};

#[derive(Queryable, Selectable, Identifiable, Debug, PartialEq, schemist::Model)]
#[diesel(table_name = self::users)]
pub struct User {
    pub id: i32,
    #[model(unique)]
    pub name: String,
    #[diesel(column_name = type_)]
    #[model(column = "type", default(literal = "plain"))]
    pub kind: String,
}

#[derive(Insertable)]
#[diesel(table_name = users)]
pub struct NewUser<'a> {
    pub name: &'a str,
}

#[derive(Queryable, Selectable, Associations, Identifiable, Debug, PartialEq, schemist::Model)]
#[diesel(belongs_to(User))]
#[diesel(table_name = self::posts)]
#[model(index(user_id, score(desc), name = "ix_p", where = "score > 1"))]
pub struct Post {
    #[model(auto_increment)]
    pub id: i32,
    #[model(references = User(id), on_delete = cascade)]
    pub user_id: i32,
    #[model(check("score >= 0"))]
    pub score: f64,
}

/// A type of the program's own, kept as the program says.
#[derive(Debug, PartialEq, diesel::AsExpression, diesel::FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Mood {
    Fine,
}

impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for Mood {
    fn from_sql(
        bytes: <diesel::sqlite::Sqlite as diesel::backend::Backend>::RawValue<'_>,
    ) -> diesel::deserialize::Result<Self> {
        let text = <String as diesel::deserialize::FromSql<
            diesel::sql_types::Text,
            diesel::sqlite::Sqlite,
        >>::from_sql(bytes)?;
        if text == "fine" { Ok(Self::Fine) } else { Err("no mood".into()) }
    }
}

#[derive(Queryable, Selectable, Debug, PartialEq, schemist::Model)]
#[diesel(table_name = crate::schema::odds)]
pub struct Odd {
    pub id: i32,
    #[model(type = "MOOD_OF_OURS(3)")]
    pub mood: Mood,
}

#[test]
fn the_program_goes_on() {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    diesel::connection::SimpleConnection::batch_execute(
        &mut connection,
        "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, type TEXT NOT NULL DEFAULT 'plain');
         CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, user_id INTEGER NOT NULL, score DOUBLE NOT NULL);",
    )
    .unwrap();
    diesel::insert_into(users::table).values(NewUser { name: "Ada" }).execute(&mut connection).unwrap();
    diesel::insert_into(posts::table)
        .values((posts::user_id.eq(1), posts::score.eq(2.5)))
        .execute(&mut connection)
        .unwrap();
    let found: Vec<(User, Post)> = users::table
        .inner_join(posts::table)
        .select((User::as_select(), Post::as_select()))
        .load(&mut connection)
        .unwrap();
    let user = User { id: 1, name: "Ada".into(), kind: "plain".into() };
    let post = Post { id: 1, user_id: 1, score: 2.5 };
    assert_eq!(
        Post::belonging_to(&user).load::<Post>(&mut connection).unwrap(),
        [Post { id: 1, user_id: 1, score: 2.5 }]
    );
    assert_eq!(found, [(user, post)]);
}
