//! `glashelder procedure`: whether procedure files can work, what they say, and what they would do.

mod apply;
mod check;
mod page;
mod picture;
mod timeline;

use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use domain::language::Language;
use domain::procedure::Procedure;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub enum ProcedureCommand {
    /// Checks procedure files, and tells everything that is wrong: file, line, column, and what would be right
    Check {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Prints a procedure as a readable page, with a picture of its stages and obligations
    Show {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// As a web page, instead of Markdown
        #[arg(long)]
        html: bool,
        #[arg(long, value_enum, default_value = "nl")]
        language: Tongue,
    },
    /// Plays a timeline: what would be due when, and why
    Try {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// When a report comes in, on the organisation's clock: 2026-03-02T09:41
        #[arg(long, value_name = "MOMENT")]
        from: String,
        /// What comes in: `complaint`, `complaint:email`, with values after it: `complaint:email arisen_on=2026-03-01`
        #[arg(long, value_name = "REPORT", default_value = "")]
        report: String,
        /// What happens after it: "2026-03-03T10:00 receipt_confirmed"; as often as you like, in order
        #[arg(long = "event", value_name = "MOMENT EVENT")]
        events: Vec<String>,
        /// At which moment it is looked at; otherwise after the last event
        #[arg(long, value_name = "MOMENT")]
        until: Option<String>,
        #[arg(long, value_enum, default_value = "nl")]
        language: Tongue,
    },
    /// Lets running dossiers go on by another version, after showing what changes in each; new ones follow the server's
    /// own file anyway
    Apply(apply::ApplyArgs),
    /// Lists the versions by which an organisation's dossiers go
    Versions(apply::VersionsArgs),
}

impl ProcedureCommand {
    /// Whether it is about dossiers, and not about files alone.
    pub fn asks_database(&self) -> bool {
        matches!(
            self,
            ProcedureCommand::Apply(_) | ProcedureCommand::Versions(_)
        )
    }
}

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    Nl,
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Language {
        match tongue {
            Tongue::Nl => Language::Nl,
            Tongue::En => Language::En,
        }
    }
}

pub fn run(command: ProcedureCommand, out: &mut impl Write) -> anyhow::Result<()> {
    match command {
        ProcedureCommand::Check { files } => check::run(&files, out),
        ProcedureCommand::Show {
            file,
            html,
            language,
        } => {
            let procedure = read(&file)?;
            let page = if html {
                page::html(&procedure, language.into())
            } else {
                page::markdown(&procedure, language.into())
            };
            Ok(out.write_all(page.as_bytes())?)
        }
        ProcedureCommand::Try {
            file,
            from,
            report,
            events,
            until,
            language,
        } => {
            let procedure = read(&file)?;
            let asked = timeline::Asked {
                from,
                report,
                events,
                until,
            };
            timeline::run(&procedure, &asked, language.into(), out)
        }
        ProcedureCommand::Apply(_) | ProcedureCommand::Versions(_) => Ok(()),
    }
}

/// The commands that look at dossiers.
pub async fn with_database(command: ProcedureCommand) -> anyhow::Result<()> {
    match command {
        ProcedureCommand::Apply(args) => apply::run(args).await,
        ProcedureCommand::Versions(args) => apply::list(args).await,
        _ => Ok(()),
    }
}

fn read(file: &Path) -> anyhow::Result<Procedure> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Procedure::from_toml(&text).with_context(|| format!("{} cannot be used", file.display()))
}
