//! `glashelder retention`: erases dossiers that were kept as long as their procedure says. A running server does so by
//! itself, every hour.

use super::place::Place;
use crate::files::Files;
use crate::procedures::Procedures;
use crate::retention::{erase, spent};
use chrono::Utc;
use clap::Args;
use std::path::PathBuf;

/// Erases dossiers that were kept as long as their procedure says; a running server does so every hour
#[derive(Debug, Args)]
pub struct RetentionArgs {
    #[command(flatten)]
    pub place: Place,
    /// Only tells what would be erased
    #[arg(long)]
    pub dry_run: bool,
    /// A folder with procedure files, besides those that the program carries with it
    #[arg(long, value_name = "FOLDER", env = "GLASHELDER_PROCEDURES")]
    pub procedures: Option<PathBuf>,
}

pub async fn run(args: RetentionArgs) -> anyhow::Result<()> {
    let procedures = Procedures::load(args.procedures.as_deref())?;
    let files = Files::in_folder(&args.place.data.join("files"))?;
    let opened = args.place.open().await?;
    let done = async {
        let found = spent(&opened.database, &procedures, Utc::now()).await?;
        let mut count = 0;
        for erasure in &found {
            let erased = !args.dry_run && erase(&opened.database, &files, erasure).await?;
            count += usize::from(erased);
            println!(
                "{}: ended or received {}, kept until {} ({}){}",
                erasure.number.as_deref().unwrap_or("-"),
                erasure.since.date_naive(),
                erasure.kept_until.date_naive(),
                erasure.rule,
                if erased { ", erased" } else { "" }
            );
        }
        anyhow::Ok((found.len(), count))
    };
    let done = done.await;
    opened.close().await?;
    let (found, count) = done?;
    println!("{found} dossiers were kept long enough, {count} erased.");
    Ok(())
}
