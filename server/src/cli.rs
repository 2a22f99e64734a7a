//! The command line: every command, and where it is carried out.

pub mod account;
pub mod backup;
pub mod demo;
pub mod export;
pub mod holidays;
pub mod import;
pub mod organisation;
pub mod permissions;
pub mod place;
pub mod procedure;
pub mod retention;
pub mod serve;
pub mod sessions;
pub mod term;

use crate::telemetry::{self, LogFormat};
use clap::{Parser, Subcommand};
use place::Place;
use std::io::stdout;

/// Glashelder: complaints from the first phone call to the lesson learned, also without a network
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// How logs are written (to standard error); RUST_LOG chooses what
    #[arg(
        long,
        value_enum,
        default_value = "text",
        env = "GLASHELDER_LOG_FORMAT",
        global = true
    )]
    pub log_format: LogFormat,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Starts the server; never adds any data
    Serve(serve::ServeArgs),
    /// Starts the server with demo data, which it makes when the database is empty
    Demo(demo::DemoArgs),
    /// Makes the demo data in an empty database, and ends
    Seed(demo::SeedArgs),
    /// Brings the schema up to date, and ends
    Migrate(Place),
    /// Organisations: adding one with its regions
    #[command(subcommand)]
    Organisation(organisation::OrganisationCommand),
    /// Accounts: adding one, giving a new password
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Sessions: ending those of one person
    #[command(subcommand)]
    Sessions(sessions::SessionsCommand),
    /// Takes over a complaints register from a spreadsheet, all or nothing
    Import(import::ImportArgs),
    /// Gives the complaints register out, for a spreadsheet
    Export(export::ExportArgs),
    /// Makes a backup of everything in a new folder, also while the server runs
    Backup(backup::BackupArgs),
    /// Puts a backup back into an empty data folder, and checks it
    Restore(backup::RestoreArgs),
    /// Checks that every log is whole and every file is there and unchanged
    Verify(Place),
    /// Tells devices that a backup was put back, so that they send again what was lost
    Restored(Place),
    Retention(retention::RetentionArgs),
    Term(term::TermArgs),
    Holidays(holidays::HolidaysArgs),
    /// Prints who may do what, as Markdown
    Permissions,
    /// Procedure files
    #[command(subcommand)]
    Procedure(procedure::ProcedureCommand),
}

/// Carries a command out.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    let mut out = stdout().lock();
    match cli.command {
        Command::Term(args) => term::run(args, &mut out),
        Command::Holidays(args) => holidays::run(args, &mut out),
        Command::Permissions => permissions::run(&mut out),
        Command::Procedure(command) if !command.asks_database() => {
            procedure::run(command, &mut out)
        }
        command => {
            telemetry::begin(cli.log_format);
            drop(out);
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .enable_all()
                .build()?;
            runtime.block_on(with_database(command))
        }
    }
}

async fn with_database(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(args) => serve::run(args, None).await,
        Command::Demo(args) => serve::run(args.serve, Some(args.size)).await,
        Command::Seed(args) => demo::seed(args).await,
        Command::Migrate(place) => place.open().await?.close().await,
        Command::Organisation(command) => organisation::run(command).await,
        Command::Account(command) => account::run(command).await,
        Command::Sessions(command) => sessions::run(command).await,
        Command::Import(args) => import::run(args).await,
        Command::Export(args) => export::run(args).await,
        Command::Backup(args) => backup::back_up(args).await,
        Command::Restore(args) => backup::put_back(args).await,
        Command::Verify(place) => backup::check(place).await,
        Command::Restored(place) => sessions::begin_new_epoch(place).await,
        Command::Retention(args) => retention::run(args).await,
        Command::Procedure(command) => procedure::with_database(command).await,
        Command::Term(_) | Command::Holidays(_) | Command::Permissions => Ok(()),
    }
}
