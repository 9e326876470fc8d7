//! The one place that prints. Standard output carries the result alone, standard error all else.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use schemist_diagnostics::Diagnostic;

use crate::cli::{Color, GlobalArgs};
use crate::codes::UNWRITABLE;
use crate::failure::{Failure, Sources};
use crate::redact::redact;

/// How to print.
pub(crate) struct Terminal {
    color: ColorChoice,
    quiet: bool,
    verbose: bool,
}

impl Terminal {
    /// As the arguments, `NO_COLOR`, `CLICOLOR` and the terminal say.
    pub(crate) fn new(global: &GlobalArgs) -> Self {
        let color = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { color, quiet: global.quiet, verbose: global.verbose > 0 }
    }

    /// The result of a command, byte for byte, on standard output. Not through a stream that takes colours out: an
    /// escape character in a default or a comment belongs to it.
    pub(crate) fn result(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // Whoever reads has seen enough (`| head`).
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => {
                Err(Failure::input(UNWRITABLE, format!("cannot write to standard output: {error}")))
            }
            Ok(()) => Ok(()),
        }
    }

    /// What was done or found, on standard error; silent with `--quiet`.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            self.error_line(text);
        }
    }

    /// Lines for people on standard error, where there are any.
    pub(crate) fn say_all(&self, lines: &str) {
        if !lines.is_empty() {
            self.say(lines.trim_end());
        }
    }

    /// What only `--verbose` shows.
    pub(crate) fn detail(&self, text: &str) {
        if self.verbose && !self.quiet {
            self.error_line(text);
        }
    }

    /// Findings; with `--quiet` errors alone.
    pub(crate) fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        use schemist_diagnostics::Severity;
        let shown: Vec<Diagnostic> =
            diagnostics.iter().filter(|d| !self.quiet || d.severity == Severity::Error).cloned().collect();
        if !shown.is_empty() {
            self.error(&schemist_report::human(
                &shown,
                &|file| sources.get(file).cloned(),
                self.colors_errors(),
            ));
        }
    }

    /// Why the command stopped.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.diagnostics(&failure.diagnostics, &failure.sources);
    }

    /// Whether more than the usual is to be shown.
    pub(crate) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Whether text on standard error is coloured.
    pub(crate) fn colors_errors(&self) -> bool {
        match self.color {
            ColorChoice::Auto => AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
            ColorChoice::Never => false,
            ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
        }
    }

    /// Whether progress may be drawn.
    pub(crate) fn draws(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// Whether there is someone to ask.
    pub(crate) fn is_interactive(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Lets `SCHEMIST_LOG` (e.g. `debug`, `schemist_migrate=trace`) show what the libraries log.
    pub(crate) fn trace(&self) {
        let Ok(filter) = tracing_subscriber::EnvFilter::try_from_env("SCHEMIST_LOG") else { return };
        let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        // Fails only where another subscriber is set, which this program does once.
        let _ = subscriber.with_ansi(self.colors_errors()).try_init();
    }

    fn error_line(&self, text: &str) {
        self.error(&format!("{}\n", text.trim_end_matches('\n')));
    }

    /// There is nobody to tell when standard error itself fails.
    fn error(&self, text: &str) {
        let mut out = AutoStream::new(std::io::stderr(), self.color);
        let _ = out.write_all(redact(text).as_bytes()).and_then(|()| out.flush());
    }
}
