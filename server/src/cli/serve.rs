//! `glashelder serve` and `glashelder demo`: a server that runs until it is asked to stop.

use super::demo;
use super::place::{Opened, Place};
use crate::config::Config;
use crate::pace::Pace;
use crate::serve::{asked_to_stop, listen, serve};
use crate::state::AppState;
use clap::Args;
use leptos::config::get_configuration;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How the server runs
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub place: Place,

    /// The address to listen on
    #[arg(
        long,
        value_name = "IP:PORT",
        default_value = "127.0.0.1:4130",
        env = "GLASHELDER_ADDR"
    )]
    pub addr: SocketAddr,

    /// The address by which people reach the server, when a proxy stands before it: https://klachten.example
    #[arg(long, value_name = "URL", env = "GLASHELDER_ORIGIN")]
    pub origin: Option<String>,

    /// A proxy stands before the server and tells the visitor's address in X-Forwarded-For
    #[arg(long, env = "GLASHELDER_BEHIND_PROXY")]
    pub behind_proxy: bool,

    /// A folder with procedure files; without it ./procedures, or those that the program carries with it
    #[arg(long, value_name = "FOLDER", env = "GLASHELDER_PROCEDURES")]
    pub procedures: Option<PathBuf>,

    /// How many hours a session lasts after its last use
    #[arg(long, value_name = "HOURS", default_value_t = 30 * 24, env = "GLASHELDER_SESSION_HOURS",
          value_parser = clap::value_parser!(u64).range(1..=24 * 366))]
    pub session_hours: u64,
}

/// Runs the server, with demo data if asked.
pub async fn run(args: ServeArgs, with_demo: Option<demo::Size>) -> anyhow::Result<()> {
    // Heard from the beginning: stopping while Postgres starts must stop Postgres too.
    let stop = tokio::spawn(asked_to_stop());
    let opened = args.place.start().await?;
    let ran = run_on(&opened, args, with_demo, stop).await;
    let closed = opened.close().await;
    ran.and(closed)
}

async fn run_on(
    opened: &Opened,
    args: ServeArgs,
    with_demo: Option<demo::Size>,
    mut stop: tokio::task::JoinHandle<()>,
) -> anyhow::Result<()> {
    let state = AppState::new(opened.database.clone(), config(&args)?)?;
    if let Some(size) = with_demo
        && crate::demo::is_wanted(&state.database).await?
    {
        tokio::select! {
            filled = demo::fill(&state, size) => filled?,
            // What was made so far is made anew at the next start.
            _ = &mut stop => return Ok(()),
        }
    }
    let listener = listen(args.addr).await?;
    let address = listener.local_addr()?;
    println!("Glashelder: http://{address}/app");
    if with_demo.is_some() {
        demo::print_accounts(&state).await?;
    }
    println!("Stoppen: Ctrl-C. (Stop with Ctrl-C.)");
    let asked = async move {
        stop.await.ok();
    };
    serve(listener, state, asked).await
}

fn config(args: &ServeArgs) -> anyhow::Result<Config> {
    let beside = Path::new("procedures");
    Ok(Config {
        address: args.addr,
        data: args.place.data.clone(),
        site: site()?,
        procedures: args
            .procedures
            .clone()
            .or_else(|| beside.is_dir().then(|| beside.to_owned())),
        session: Duration::from_secs(args.session_hours * 3600),
        origin: args.origin.clone(),
        patience: Duration::from_secs(30),
        pace: Pace::default(),
        behind_proxy: args.behind_proxy,
    })
}

/// Where the site was built, from `Cargo-leptos.toml` or, away from the sources, from LEPTOS_SITE_ROOT.
fn site() -> anyhow::Result<PathBuf> {
    const OPTIONS: &str = "Cargo-leptos.toml";
    if Path::new(OPTIONS).exists() {
        let options = get_configuration(Some(OPTIONS))?.leptos_options;
        return Ok(PathBuf::from(&*options.site_root));
    }
    Ok(std::env::var_os("LEPTOS_SITE_ROOT").map_or_else(|| PathBuf::from("site"), PathBuf::from))
}
