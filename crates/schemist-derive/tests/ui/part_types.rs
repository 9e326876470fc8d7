use schemist::Model;

mod parts {
    pub use kinds::Kind;

    mod kinds {
        #[derive(schemist::ModelEnum, Debug)]
        pub enum Kind {
            A,
        }
    }

    #[derive(schemist::Embed)]
    pub struct Phone {
        pub kind: Kind,
    }

    #[derive(schemist::Embed)]
    pub struct Wrong {
        #[model(type = Integer)]
        pub text: String,
    }
}

/// Another type of the same name.
#[derive(schemist::ModelEnum, Debug)]
pub enum Kind {
    B,
}

#[derive(Model)]
pub struct Customer {
    pub id: i64,
    #[model(embed)]
    pub phone: parts::Phone,
    #[model(embed)]
    pub wrong: parts::Wrong,
}

fn main() {}
