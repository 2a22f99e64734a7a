//! `glashelder organisation add`: the beginning of every installation that is no demo.

use super::place::Place;
use crate::database::Database;
use crate::procedures::Procedures;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use domain::id::OrganisationId;
use std::path::PathBuf;
use sync::message::Region;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum OrganisationCommand {
    /// Adds an organisation with its regions; then give it an administrator with `account add`
    Add(AddArgs),
}

#[derive(Debug, Args)]
pub struct AddArgs {
    #[command(flatten)]
    pub place: Place,
    /// Short name: lower-case letters, digits and hyphens
    #[arg(long)]
    pub slug: String,
    #[arg(long)]
    pub name: String,
    /// The id of its procedure
    #[arg(long)]
    pub procedure: String,
    /// A region, with the beginnings of its postcodes: noord=Noord:97,98; may be given more than once
    #[arg(long = "region", value_name = "ID=NAME:POSTCODES", value_parser = region)]
    pub regions: Vec<Region>,
    /// A folder with procedure files, besides those that the program carries with it
    #[arg(long, value_name = "FOLDER", env = "GLASHELDER_PROCEDURES")]
    pub procedures: Option<PathBuf>,
}

pub async fn run(command: OrganisationCommand) -> anyhow::Result<()> {
    let OrganisationCommand::Add(args) = command;
    let procedures = Procedures::load(args.procedures.as_deref())?;
    if procedures.get(&args.procedure).is_none() {
        let known: Vec<&str> = procedures.ids().collect();
        bail!(
            "there is no procedure {}; there are: {}",
            args.procedure,
            known.join(", ")
        );
    }
    let opened = args.place.open().await?;
    let added = add(&opened.database, &args).await;
    let closed = opened.close().await;
    added.and(closed)
}

async fn add(database: &Database, args: &AddArgs) -> anyhow::Result<()> {
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if args.slug.is_empty()
        || args.slug.starts_with('-')
        || args.slug.len() > 63
        || !args.slug.chars().all(sound)
    {
        bail!(
            "{} is no short name; use lower-case letters, digits and hyphens",
            args.slug
        );
    }
    if args.name.trim().is_empty() {
        bail!("an organisation needs a name");
    }
    let organisation = OrganisationId(Uuid::now_v7());
    let added = sqlx::query!(
        "insert into organisations (id, slug, name, procedure) values ($1, $2, $3, $4) on conflict (slug) do nothing",
        organisation.0,
        args.slug,
        args.name.trim(),
        args.procedure
    )
    .execute(database.pool())
    .await?;
    if added.rows_affected() == 0 {
        bail!("there already is an organisation {}", args.slug);
    }
    let mut transaction = database.organisation(organisation).await?;
    for region in &args.regions {
        sqlx::query!(
            "insert into regions (organisation, id, name, postcodes) values ($1, $2, $3, $4)
             on conflict (organisation, id) do update set name = excluded.name, postcodes = excluded.postcodes",
            organisation.0,
            region.id,
            region.name,
            &region.postcodes
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    println!(
        "{} was added. Now: glashelder account add --organisation {} --role administrator …",
        args.name.trim(),
        args.slug
    );
    Ok(())
}

fn region(text: &str) -> Result<Region, String> {
    let parse = || {
        let (id, rest) = text.split_once('=').context("no = in it")?;
        let (name, postcodes) = rest.split_once(':').unwrap_or((rest, ""));
        if id.trim().is_empty() || name.trim().is_empty() {
            bail!("id or name is missing");
        }
        let postcodes = postcodes
            .split(',')
            .map(str::trim)
            .filter(|start| !start.is_empty());
        Ok(Region {
            id: id.trim().to_owned(),
            name: name.trim().to_owned(),
            postcodes: postcodes.map(str::to_owned).collect(),
        })
    };
    parse().map_err(|error: anyhow::Error| format!("{error}; write it as noord=Noord:97,98"))
}
