//! `glashelder backup`, `restore` and `verify`.

use super::place::Place;
use crate::backup;
use crate::backup::verify::verify;
use anyhow::bail;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct BackupArgs {
    #[command(flatten)]
    pub place: Place,

    /// The folder to make; it must not exist yet
    #[arg(value_name = "FOLDER")]
    pub to: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    #[command(flatten)]
    pub place: Place,

    /// The folder of the backup
    #[arg(value_name = "FOLDER")]
    pub from: PathBuf,
}

/// Works while the server runs.
pub async fn back_up(args: BackupArgs) -> anyhow::Result<()> {
    let opened = args.place.open().await?;
    let files = args.place.data.join("files");
    let made = async {
        let url = args.place.all_seeing_url(&opened)?;
        let manifest = backup::make(&opened.database, &url, &files, &args.to).await?;
        let report = verify(&opened.database, &files).await?;
        anyhow::Ok((manifest, report))
    };
    let made = made.await;
    opened.close().await?;
    let (manifest, report) = made?;
    println!(
        "{}: {} organisations, made at {}",
        args.to.display(),
        manifest.organisations,
        manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC")
    );
    told(&report)
}

/// Puts a backup back into an empty place and checks it.
pub async fn put_back(args: RestoreArgs) -> anyhow::Result<()> {
    let files = args.place.data.join("files");
    let bare = args.place.start_bare().await?;
    let restored = backup::put_back(bare.all_seeing(), bare.url(), &files, &args.from).await;
    bare.close().await?;
    let (manifest, report) = restored?;
    println!(
        "The backup of {} is put back. Devices will compare everything that they hold at their next contact.",
        manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC")
    );
    told(&report)
}

/// Checks a system, also while it runs.
pub async fn check(place: Place) -> anyhow::Result<()> {
    let opened = place.open().await?;
    let report = verify(&opened.database, &place.data.join("files")).await;
    opened.close().await?;
    told(&report?)
}

fn told(report: &backup::verify::Report) -> anyhow::Result<()> {
    println!("{report}");
    if report.problems.is_empty() {
        return Ok(());
    }
    bail!("what is wrong stands above; a good backup and the devices may still hold it")
}
