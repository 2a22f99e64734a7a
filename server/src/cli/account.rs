//! `glashelder account`: the first administrator, and a new password for whoever lost theirs.

use super::place::{Opened, Place};
use crate::account::checked;
use crate::database::Database;
use crate::session::first_password;
use crate::session::member::{MemberId, person_with_email};
use crate::session::password::Passwords;
use crate::session::second_step::remove;
use anyhow::{Context, anyhow, bail};
use app::api::ApiError;
use app::api::account::{AccountDraft, FirstPassword};
use clap::{Args, Subcommand};
use domain::language::Language;
use domain::person::Role;
use std::io::BufRead;
use std::io::IsTerminal;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Adds an account; the password is read from standard input, or made with --first-password
    Add(AddArgs),
    /// Gives an account a new password, read from standard input or made with --first-password; ends its sessions
    Password(NewPasswordArgs),
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
    #[command(flatten)]
    pub first: First,
}

#[derive(Debug, Args)]
pub struct First {
    /// For somebody else: makes and prints a password with which they can only choose their own, within seven days
    #[arg(long)]
    pub first_password: bool,
}

#[derive(Debug, Args)]
pub struct NewPasswordArgs {
    #[command(flatten)]
    pub of: PasswordArgs,
    #[command(flatten)]
    pub first: First,
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
            let opened = args.of.place.open().await?;
            let done = set_password(&opened.database, &args.of.email, &args.first).await;
            finish(done, opened).await
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
    let draft = checked(AccountDraft {
        person: None,
        name: args.name,
        email: args.email,
        roles: args.roles.into_iter().collect(),
        regions: args.regions.into_iter().collect(),
        active: true,
        first_password: args.first.first_password,
    })
    .map_err(in_words)?;
    let organisation = sqlx::query_scalar!(
        "select id from organisations where slug = $1",
        args.organisation
    )
    .fetch_optional(database.pool())
    .await?
    .with_context(|| format!("there is no organisation {}", args.organisation))?;
    let known = [&draft.email, &draft.name, &args.organisation];
    let (first, hash) = args.first.password(&known.map(String::as_str)).await?;
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
        "insert into accounts (person, organisation, name, email, password_hash, roles, regions, first_password_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (email) do nothing",
        Uuid::now_v7(),
        organisation,
        draft.name,
        draft.email,
        hash,
        &roles,
        &regions,
        first.as_ref().map(|first| first.until)
    )
    .execute(&mut *transaction)
    .await?;
    if added.rows_affected() == 0 {
        bail!("there already is an account with {}", draft.email);
    }
    transaction.commit().await?;
    println!("{} can sign in now.", draft.email);
    tell(first);
    Ok(())
}

async fn set_password(database: &Database, email: &str, first: &First) -> anyhow::Result<()> {
    let email = email.trim().to_lowercase();
    let (organisation, person) = person_with_email(database, &email)
        .await?
        .with_context(|| format!("there is no account with {email}"))?;
    let mut transaction = database.organisation(organisation).await?;
    let known = sqlx::query!(
        "select a.name, o.name as organisation from accounts a join organisations o on o.id = a.organisation
         where a.person = $1",
        person.0
    )
    .fetch_one(&mut *transaction)
    .await?;
    let known = [email.as_str(), &known.name, &known.organisation];
    let (first, hash) = first.password(&known).await?;
    sqlx::query!(
        "update accounts set password_hash = $2, first_password_until = $3 where person = $1",
        person.0,
        hash,
        first.as_ref().map(|first| first.until)
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    println!("{email} has a new password; sessions with the old one have ended.");
    tell(first);
    Ok(())
}

impl First {
    /// One that is made, or one that is typed and good enough; with its hash.
    async fn password(&self, known: &[&str]) -> anyhow::Result<(Option<FirstPassword>, String)> {
        let passwords = Passwords::new()?;
        if self.first_password {
            let (first, hash) = first_password::made(&passwords).await?;
            return Ok((Some(first), hash));
        }
        let hash = passwords.accepted(password()?, known).await;
        Ok((None, hash.map_err(in_words)?))
    }
}

fn tell(first: Option<FirstPassword>) {
    if let Some(FirstPassword { password, until }) = first {
        println!(
            "First password, until {}: {password}",
            until.format("%Y-%m-%d %H:%M UTC")
        );
    }
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
