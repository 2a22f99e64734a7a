//! Makes a list of acts that ends in a violation shorter, as long as it still does.

use crate::plan::Act;
use std::future::Future;

/// Takes out halves, quarters … single acts, and keeps what still fails. `fails` runs a list; at most `most` runs.
pub async fn shrink<F, R>(mut acts: Vec<Act>, most: usize, fails: F) -> Vec<Act>
where
    F: Fn(Vec<Act>) -> R,
    R: Future<Output = bool>,
{
    let mut runs = 0;
    let mut size = acts.len() / 2;
    while size > 0 && runs < most {
        let mut from = 0;
        while from < acts.len() && runs < most {
            let until = (from + size).min(acts.len());
            let fewer: Vec<Act> = acts[..from].iter().chain(&acts[until..]).copied().collect();
            runs += 1;
            if fails(fewer.clone()).await {
                acts = fewer;
            } else {
                from = until;
            }
        }
        size /= 2;
    }
    acts
}
