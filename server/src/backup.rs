//! A backup: the whole database and all files in one folder, with a list of what it holds, by which it is checked
//! when it is made, when it is put back, and at any moment in between.
//!
//! ```text
//! 2026-11-21/
//!   backup.json      what it holds
//!   database.dump    pg_dump's own format
//!   files/           photos, drawings, signatures, as the server keeps them
//! ```

mod copy;
pub mod manifest;
mod tools;
pub mod verify;

use crate::database::Database;
use anyhow::{Context, ensure};
use manifest::Manifest;
use std::fs;
use std::path::Path;
use verify::Report;

const DUMP: &str = "database.dump";
const FILES: &str = "files";

/// Makes a backup in a folder that does not exist yet. `url` must name a role that sees all rows. The folder appears
/// under its name only when all is in it.
pub async fn make(
    database: &Database,
    url: &str,
    files: &Path,
    folder: &Path,
) -> anyhow::Result<Manifest> {
    ensure!(
        !folder.exists(),
        "{} exists already; name a new folder for the backup",
        folder.display()
    );
    let unfinished = folder.with_extension("unfinished");
    fs::remove_dir_all(&unfinished).ok();
    fs::create_dir_all(&unfinished)
        .with_context(|| format!("{} cannot be made", unfinished.display()))?;
    tools::dump(url, &unfinished.join(DUMP)).await?;
    // A file is there before the row that names it, so after the dump none of its files can be missing.
    copy::tree(files, &unfinished.join(FILES))?;
    let manifest = Manifest::of(database).await?;
    manifest.write(&unfinished)?;
    copy::keep(&unfinished)?;
    fs::rename(&unfinished, folder)?;
    Ok(manifest)
}

/// Puts a backup into an empty database and an empty folder of files, and checks what came of it. `all_seeing` is the
/// database as a role that may do everything sees it, `url` as the program does.
pub async fn put_back(
    all_seeing: &str,
    url: &str,
    files: &Path,
    folder: &Path,
) -> anyhow::Result<(Manifest, Report)> {
    let manifest = Manifest::read(folder)?;
    ensure!(
        tools::is_empty(all_seeing).await?,
        "this database is in use; a backup is put back into an empty one: name a new folder with --data"
    );
    tools::restore(all_seeing, &folder.join(DUMP)).await?;
    copy::tree(&folder.join(FILES), files)?;
    // Migrations that are newer than the backup are made up for here.
    let database = Database::connect(url).await?;
    let report = verify::verify(&database, files).await?;
    // Devices compare everything that they hold, and send again what the backup does not know.
    sqlx::query("update instance set epoch = gen_random_uuid()")
        .execute(database.pool())
        .await?;
    database.close().await;
    Ok((manifest, report))
}
