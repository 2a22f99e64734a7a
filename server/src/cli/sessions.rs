//! `glashelder sessions end` for a lost device, and `glashelder restored` after a backup was put back.

use super::place::{Opened, Place};
use crate::session::member::person_with_email;
use crate::session::store::PostgresSessions;
use anyhow::Context;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum SessionsCommand {
    /// Ends all sessions of one person: a device that was lost opens nothing any more
    End(EndArgs),
}

#[derive(Debug, Args)]
pub struct EndArgs {
    #[command(flatten)]
    pub place: Place,
    pub email: String,
}

pub async fn run(command: SessionsCommand) -> anyhow::Result<()> {
    let SessionsCommand::End(args) = command;
    let opened = args.place.open().await?;
    let ended = end(&opened, &args.email).await;
    opened.close().await?;
    println!("{} sessions ended.", ended?);
    Ok(())
}

async fn end(opened: &Opened, email: &str) -> anyhow::Result<u64> {
    let email = email.trim().to_lowercase();
    let (_, person) = person_with_email(&opened.database, &email)
        .await?
        .with_context(|| format!("there is no account with {email}"))?;
    Ok(PostgresSessions::new(opened.database.pool().clone())
        .end_all_of(person)
        .await?)
}

/// Devices compare the epoch with the one they know; another one makes them check everything and send again.
pub async fn begin_new_epoch(place: Place) -> anyhow::Result<()> {
    let opened = place.open().await?;
    let begun = sqlx::query!("update instance set epoch = gen_random_uuid()")
        .execute(opened.database.pool())
        .await;
    opened.close().await?;
    begun?;
    println!("Devices will compare everything that they hold at their next contact.");
    Ok(())
}
