use schemist::Model;

#[derive(Model)]
pub struct Team {
    pub id: i64,
    #[model(references = Player)]
    pub captain_id: Option<i64>,
}

#[derive(Model)]
pub struct Player {
    pub id: i64,
    #[model(references = Team)]
    pub team_id: i64,
}

fn main() {}
