//! `./dev simulate`: runs seeds, tells how far it is, and ends with an error when a promise was broken.

use anyhow::bail;
use clap::Parser;
use futures::{StreamExt, stream};
use simulation::{Cluster, Outcome, Sabotage, plan, regressions::rerun, run, shrink::shrink};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Attacks the sync with seeds
#[derive(Debug, Parser)]
struct Arguments {
    /// How many seeds
    #[arg(long, default_value_t = 100)]
    seeds: u64,

    /// The first seed
    #[arg(long, default_value_t = 1)]
    from: u64,

    /// How many acts a seed has
    #[arg(long, default_value_t = 120)]
    acts: usize,

    /// How many runs at once
    #[arg(long, default_value_t = 2)]
    jobs: usize,

    /// Puts each known bug in on purpose, and says after how many seeds it was found
    #[arg(long)]
    sabotage: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let cluster = Arc::new(Cluster::start().await?);
    let ended = if arguments.sabotage {
        sabotaged(&cluster, &arguments).await
    } else {
        attack(&cluster, &arguments).await
    };
    if let Some(cluster) = Arc::into_inner(cluster) {
        cluster.stop().await?;
    }
    ended
}

async fn once(
    cluster: &Cluster,
    seed: u64,
    acts: usize,
    sabotage: Option<Sabotage>,
) -> anyhow::Result<Outcome> {
    let name = format!("seed_{seed}");
    run(
        cluster,
        name,
        plan::devices(seed),
        &plan(seed, acts),
        sabotage,
    )
    .await
}

async fn attack(cluster: &Cluster, arguments: &Arguments) -> anyhow::Result<()> {
    if let Some((seed, acts, outcome)) = rerun(cluster).await? {
        let violation = outcome.violation.unwrap_or_default();
        tell(cluster, seed, acts, &violation).await?;
        bail!("seed {seed}, which was right before: {violation}");
    }
    let began = Instant::now();
    let seeds = arguments.from..arguments.from + arguments.seeds;
    let mut runs = stream::iter(seeds)
        .map(|seed| async move { (seed, once(cluster, seed, arguments.acts, None).await) })
        .buffer_unordered(arguments.jobs.max(1));
    let (mut done, mut all) = (0_u64, Outcome::default());
    let mut spoke = Instant::now();
    while let Some((seed, outcome)) = runs.next().await {
        let outcome = outcome?;
        done += 1;
        all.acts += outcome.acts;
        all.saved += outcome.saved;
        all.restored += outcome.restored;
        all.rounds = all.rounds.max(outcome.rounds);
        if let Some(violation) = outcome.violation {
            drop(runs);
            tell(cluster, seed, arguments.acts, &violation).await?;
            bail!("seed {seed}: {violation}");
        }
        if spoke.elapsed() > Duration::from_secs(10) {
            spoke = Instant::now();
            println!(
                "{done} of {} seeds, {} acts, {:.0} s",
                arguments.seeds,
                all.acts,
                began.elapsed().as_secs_f64()
            );
        }
    }
    println!(
        "{done} seeds, {} acts, {} events called saved, {} backups put back: no promise broken. \
         Every queue was empty within {} rounds. {:.0} s.",
        all.acts,
        all.saved,
        all.restored,
        all.rounds,
        began.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Tells the shortest story that still ends badly.
async fn tell(cluster: &Cluster, seed: u64, acts: usize, violation: &str) -> anyhow::Result<()> {
    println!("seed {seed}: {violation}\nMaking the story shorter …");
    let devices = plan::devices(seed);
    let short = shrink(plan(seed, acts), 200, |acts| async move {
        let outcome = run(cluster, format!("shrink_{seed}"), devices, &acts, None).await;
        outcome.is_ok_and(|outcome| outcome.violation.is_some())
    })
    .await;
    println!(
        "{devices} devices; {} acts of {acts} are enough:",
        short.len()
    );
    for act in &short {
        println!("  {act:?},");
    }
    let outcome = run(cluster, format!("shrink_{seed}"), devices, &short, None).await?;
    println!("What happened:");
    for line in &outcome.story {
        println!("  {line}");
    }
    println!("{}", outcome.violation.unwrap_or_default());
    Ok(())
}

async fn sabotaged(cluster: &Cluster, arguments: &Arguments) -> anyhow::Result<()> {
    let mut missed = Vec::new();
    for sabotage in Sabotage::ALL {
        let mut found = None;
        for seed in arguments.from..arguments.from + arguments.seeds {
            let outcome = once(cluster, seed, arguments.acts, Some(sabotage)).await?;
            if let Some(violation) = outcome.violation {
                found = Some((seed, violation));
                break;
            }
        }
        match found {
            Some((seed, violation)) => println!("{sabotage:?}: found by seed {seed}: {violation}"),
            None => missed.push(sabotage),
        }
    }
    if missed.is_empty() {
        return Ok(());
    }
    bail!("not found: {missed:?}")
}
