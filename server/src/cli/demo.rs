//! Demo data: made once, in an empty database, and never by `glashelder serve`.

use super::place::Place;
use super::serve::ServeArgs;
use crate::database::Database;
use crate::demo::{self, PASSWORD, Wish};
use crate::files::Files;
use crate::procedures::Procedures;
use crate::state::AppState;
use chrono::Utc;
use clap::Args;
use domain::id::OrganisationId;

/// `glashelder demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    #[command(flatten)]
    pub serve: ServeArgs,
    #[command(flatten)]
    pub size: Size,
}

/// `glashelder seed`
#[derive(Debug, Args)]
pub struct SeedArgs {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub size: Size,
}

/// Which demo is made
#[derive(Debug, Clone, Copy, Args)]
pub struct Size {
    /// The number from which all of it follows: the same number gives the same complaints
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,

    /// How many events to make in all, instead of about 5,000: told as more calls and notes
    #[arg(long, value_name = "COUNT")]
    pub events: Option<usize>,

    /// Everything that is open, but little of what is over and few photos: made in seconds
    #[arg(long)]
    pub small: bool,
}

/// `glashelder seed`.
pub async fn seed(args: SeedArgs) -> anyhow::Result<()> {
    let opened = args.place.open().await?;
    let filled = async {
        let files = Files::in_folder(&args.place.data.join("files"))?;
        let procedures = Procedures::load(None)?;
        make(&opened.database, &files, &procedures, args.size).await
    };
    let filled = filled.await;
    let closed = opened.close().await;
    filled.and(closed)
}

/// Makes the demo data.
pub async fn fill(state: &AppState, size: Size) -> anyhow::Result<()> {
    make(&state.database, &state.files, &state.procedures, size).await
}

async fn make(
    database: &Database,
    files: &Files,
    procedures: &Procedures,
    size: Size,
) -> anyhow::Result<()> {
    let wish = Wish {
        seed: size.seed,
        now: Utc::now(),
        events: size.events,
        small: size.small,
    };
    println!("Voorbeeldgegevens worden gemaakt. (Making demo data.)");
    demo::seed(database, files, procedures, wish, |what| {
        tracing::info!(what, "making demo data");
    })
    .await
}

/// Prints who can sign in.
pub async fn print_accounts(state: &AppState) -> anyhow::Result<()> {
    println!("Wachtwoord van elk account (password of every account): {PASSWORD}");
    let organisations =
        sqlx::query!("select id, name, procedure from organisations order by created_at, name")
            .fetch_all(state.database.pool())
            .await?;
    for organisation in organisations {
        let here = state.procedures.get(&organisation.procedure).is_some();
        let remark = if here {
            ""
        } else {
            " — nog zonder procedure: aanmelden kan nog niet (no procedure yet)"
        };
        println!("  {}{remark}", organisation.name);
        let mut transaction = state
            .database
            .organisation(OrganisationId(organisation.id))
            .await?;
        let accounts = sqlx::query!("select name, email, roles, regions from accounts where active order by created_at, email")
            .fetch_all(&mut *transaction)
            .await?;
        for account in accounts {
            let what = [account.roles.join(", "), account.regions.join(", ")].join(" ");
            println!(
                "    {:<34} {} ({})",
                account.email,
                account.name,
                what.trim()
            );
        }
    }
    Ok(())
}
