//! A development database: starts the private Postgres of a folder, prints its address, and stops it on Ctrl-C.

use std::path::PathBuf;

use anyhow::Context;
use server::postgres::PrivatePostgres;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .context("Give the folder in which the database is to be.")?;
    let postgres = PrivatePostgres::start(&PathBuf::from(folder)).await?;
    println!("export DATABASE_URL='{}'", postgres.url());
    println!("Stop it with Ctrl-C.");
    tokio::signal::ctrl_c().await?;
    postgres.stop().await
}
