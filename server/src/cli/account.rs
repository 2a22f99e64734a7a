//! `glashelder account`: the first administrator, and a new password for whoever lost theirs.

use super::place::{Opened, Place};
use crate::account::checked;
use crate::database::Database;
use crate::session::member::{MemberId, person_with_email};
use crate::session::password::Passwords;
use crate::session::second_step::remove;
use anyhow::{Context, anyhow, bail};
use app::api::ApiError;
use app::api::account::AccountDraft;
use clap::{Args, Subcommand};
use domain::language::Language;
use domain::person::Role;
use std::io::BufRead;
use std::io::IsTerminal;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Adds an account; the password is read from standard input
    Add(AddArgs),
    /// Gives an account a new password, read from standard input; ends its sessions
    Password(PasswordArgs),
    /// Takes the second step of an account away, for who lost telephone and recovery codes; ends its sessions
    ResetSecondStep(PasswordArgs),
}

#[derive(Debug, Args)]
pub struct AddArgs {
    #[command(flatten)]
    pub place: Place,
    /// The organisation's short name: glaspunt
    #[arg(long)]
    pub organisation: String,
    #[arg(long)]
    pub name: String,
    #[arg(long)]
    pub email: String,
    /// May be given more than once: technician, coordinator, deputy, regional_manager, quality_manager, management, administrator
    #[arg(long = "role", required = true, value_parser = role)]
    pub roles: Vec<Role>,
    /// Short name of a region; may be given more than once
    #[arg(long = "region")]
    pub regions: Vec<String>,
}

#[derive(Debug, Args)]
pub struct PasswordArgs {
    #[command(flatten)]
    pub place: Place,
    pub email: String,
}

pub async fn run(command: AccountCommand) -> anyhow::Result<()> {
    match command {
        AccountCommand::Add(args) => {
            let opened = args.place.open().await?;
            finish(add(&opened.database, args).await, opened).await
        }
        AccountCommand::Password(args) => {
            let opened = args.place.open().await?;
            finish(set_password(&opened.database, &args.email).await, opened).await
        }
        AccountCommand::ResetSecondStep(args) => {
            let opened = args.place.open().await?;
            finish(
                reset_second_step(&opened.database, &args.email).await,
                opened,
            )
            .await
        }
    }
}

async fn add(database: &Database, args: AddArgs) -> anyhow::Result<()> {
    let password = password()?;
    let draft = checked(AccountDraft {
        person: None,
        name: args.name,
        email: args.email,
        roles: args.roles.into_iter().collect(),
        regions: args.regions.into_iter().collect(),
        active: true,
        password: None,
    })
    .map_err(in_words)?;
    let organisation = sqlx::query_scalar!(
        "select id from organisations where slug = $1",
        args.organisation
    )
    .fetch_optional(database.pool())
    .await?
    .with_context(|| format!("there is no organisation {}", args.organisation))?;
    let hash = Passwords::new()?
        .accepted(password, &[&draft.email, &draft.name, &args.organisation])
        .await
        .map_err(in_words)?;
    let roles: Vec<String> = draft
        .roles
        .iter()
        .map(|role| role.word().to_owned())
        .collect();
    let regions: Vec<String> = draft.regions.into_iter().collect();
    let mut transaction = database
        .organisation(domain::id::OrganisationId(organisation))
        .await?;
    let known = sqlx::query_scalar!("select id from regions")
        .fetch_all(&mut *transaction)
        .await?;
    if let Some(region) = regions.iter().find(|region| !known.contains(region)) {
        bail!(
            "there is no region {region}; there are: {}",
            known.join(", ")
        );
    }
    let added = sqlx::query!(
        "insert into accounts (person, organisation, name, email, password_hash, roles, regions)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (email) do nothing",
        Uuid::now_v7(),
        organisation,
        draft.name,
        draft.email,
        hash,
        &roles,
        &regions
    )
    .execute(&mut *transaction)
    .await?;
    if added.rows_affected() == 0 {
        bail!("there already is an account with {}", draft.email);
    }
    transaction.commit().await?;
    println!("{} can sign in now.", draft.email);
    Ok(())
}

async fn set_password(database: &Database, email: &str) -> anyhow::Result<()> {
    let email = email.trim().to_lowercase();
    let (organisation, person) = person_with_email(database, &email)
        .await?
        .with_context(|| format!("there is no account with {email}"))?;
    let hash = Passwords::new()?
        .accepted(password()?, &[&email])
        .await
        .map_err(in_words)?;
    let mut transaction = database.organisation(organisation).await?;
    sqlx::query!(
        "update accounts set password_hash = $2 where person = $1",
        person.0,
        hash
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    println!("{email} has a new password; sessions with the old one have ended.");
    Ok(())
}

async fn reset_second_step(database: &Database, email: &str) -> anyhow::Result<()> {
    let email = email.trim().to_lowercase();
    let (organisation, person) = person_with_email(database, &email)
        .await?
        .with_context(|| format!("there is no account with {email}"))?;
    let id = MemberId {
        organisation,
        person,
    };
    if remove(database, id).await? {
        println!(
            "{email} signs in without a second step now; sessions with the old one have ended."
        );
    } else {
        println!("{email} has no second step.");
    }
    Ok(())
}

/// Not an argument: those are seen by everybody on the machine.
fn password() -> anyhow::Result<String> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprintln!("Wachtwoord (zichtbaar terwijl u typt) / Password (shown while you type):");
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn role(word: &str) -> Result<Role, String> {
    let words = Role::ALL.map(Role::word).join(", ");
    Role::from_word(word).ok_or_else(|| format!("there is no role {word}; there are: {words}"))
}

fn in_words(error: ApiError) -> anyhow::Error {
    anyhow!("{}", error.message(Language::En))
}

async fn finish(done: anyhow::Result<()>, opened: Opened) -> anyhow::Result<()> {
    let closed = opened.close().await;
    done.and(closed)
}
