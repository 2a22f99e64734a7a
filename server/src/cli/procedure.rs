//! `glashelder procedure check`: whether procedure files can work, before a server meets them.

use anyhow::bail;
use clap::Subcommand;
use domain::procedure::Procedure;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum ProcedureCommand {
    /// Checks procedure files, and tells everything that is wrong
    Check {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

pub fn run(command: ProcedureCommand, out: &mut impl Write) -> anyhow::Result<()> {
    let ProcedureCommand::Check { files } = command;
    let mut wrong = 0;
    for file in &files {
        let told = match std::fs::read_to_string(file) {
            Ok(text) => Procedure::from_toml(&text).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match told {
            Ok(procedure) => writeln!(
                out,
                "{}: {} version {}, {} obligations",
                file.display(),
                procedure.name,
                procedure.version,
                procedure.obligations.len()
            )?,
            Err(problems) => {
                wrong += 1;
                for line in problems.lines() {
                    writeln!(out, "{}: {line}", file.display())?;
                }
            }
        }
    }
    if wrong > 0 {
        bail!("{wrong} of {} files cannot be used", files.len());
    }
    Ok(())
}
