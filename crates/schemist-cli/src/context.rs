//! What every command has at hand.

use schemist_reflect::DatabaseUrl;

use crate::cli::GlobalArgs;
use crate::database;
use crate::failure::Failure;
use crate::project::Project;
use crate::terminal::Terminal;

/// The global arguments and the terminal.
pub(crate) struct Context {
    global: GlobalArgs,
    pub(crate) terminal: Terminal,
}

impl Context {
    pub(crate) fn new(global: GlobalArgs, terminal: Terminal) -> Self {
        Self { global, terminal }
    }

    /// The project of the working directory.
    pub(crate) fn project(&self) -> Result<Project, Failure> {
        let mut project = Project::find(self.global.config.as_deref())?;
        if let Some(name) = &self.global.database {
            project.select(name)?;
        }
        project.choose_features(&self.global.features);
        Ok(project)
    }

    /// The same, where the configuration is only going to be written.
    pub(crate) fn project_to_begin(&self) -> Result<Project, Failure> {
        Project::find_or_begin(self.global.config.as_deref())
    }

    /// The database of the project.
    pub(crate) fn database_url(&self, project: &Project) -> Result<DatabaseUrl, Failure> {
        match &self.global.database {
            Some(name) => database::named_url(name, project),
            None => database::url(self.global.database_url.as_deref(), project),
        }
    }

    /// Whether the user can be asked.
    pub(crate) fn may_ask(&self) -> bool {
        !self.global.no_input && self.terminal.is_interactive()
    }
}
