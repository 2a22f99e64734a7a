//! Seeds that once ended badly, or that show a bug put in on purpose. They are run before any others, and must stay well.

use crate::{Cluster, Outcome, plan, run};

/// Seed, acts, and what it showed.
pub const REGRESSIONS: [(u64, usize, &str); 7] = [
    (
        1,
        200,
        "the second of two records swallowed; a cursor alone, never heads; saved too soon",
    ),
    (2, 200, "receipts although the transaction was rolled back"),
    (
        15,
        120,
        "after a restored backup own events were not sent again",
    ),
    (
        34,
        200,
        "photos that a restored backup lacks were not offered again",
    ),
    (
        44,
        200,
        "a dossier stayed on a device without a right to it",
    ),
    (
        212,
        250,
        "after a restored backup the same events had been received at other moments",
    ),
    (
        10_236,
        100,
        "connections were ended while the database tidied itself up",
    ),
];

/// Runs them all; the first that ends badly is told with its seed.
pub async fn rerun(cluster: &Cluster) -> anyhow::Result<Option<(u64, usize, Outcome)>> {
    for (seed, acts, _) in REGRESSIONS {
        let name = format!("again_{seed}");
        let outcome = run(cluster, name, plan::devices(seed), &plan(seed, acts), None).await?;
        if outcome.violation.is_some() {
            return Ok(Some((seed, acts, outcome)));
        }
    }
    Ok(None)
}
