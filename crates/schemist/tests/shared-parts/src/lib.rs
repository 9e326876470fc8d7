//! Parts and a model that another crate embeds and refers to.
#![allow(missing_docs)]

pub mod money {
    use diesel::prelude::*;
    use schemist::{Embed, ModelEnum};

    #[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
    #[model(repr = check)]
    pub enum Currency {
        Chf,
        Nok,
    }

    #[derive(Embed, Queryable, Debug, Clone, PartialEq)]
    pub struct Rate {
        pub percent: i32,
        pub paid_in: Option<crate::money::Currency>,
    }

    #[derive(Embed, Queryable, Debug, Clone, PartialEq)]
    pub struct Amount {
        pub cents: i64,
        pub currency: crate::money::Currency,
        #[model(embed(prefix = "tax_"))]
        pub tax: crate::money::Rate,
        #[model(references = crate::Account, no_join)]
        pub account_id: i32,
    }
}

#[derive(schemist::Model, Debug)]
pub struct Account {
    pub id: i32,
    pub name: String,
}
