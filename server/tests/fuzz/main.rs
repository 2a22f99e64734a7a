//! Each parser that outsiders reach, fed with broken input: samples are cut, doubled, spliced and mixed with what parsers
//! have stumbled over. Nothing may panic, overflow, take long, or be read otherwise the second time.
//!
//! `GLASHELDER_FUZZ_INPUT=FILE` feeds one input again, `GLASHELDER_FUZZ_KEEP=FILE` writes each down before it is fed, for
//! what ends the whole process. Under `./dev fuzz` an input that reaches something new becomes a sample. In every test run for a second each; `GLASHELDER_FUZZ_SECONDS=600 GLASHELDER_FUZZ_SEED=7` for longer and elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod coverage;
mod messages;
mod mutate;
mod pictures;
mod registers;
mod texts;

use coverage::Reached;
use mutate::Mutator;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// A picture may be decoded; everything else is text.
const LONGEST: Duration = Duration::from_secs(5);

/// Feeds a parser with what becomes of the samples, and shows the input at which it breaks.
fn feed(name: &str, samples: &[Vec<u8>], words: &[&str], parser: impl Fn(&[u8])) {
    let number = |variable: &str| {
        std::env::var(variable)
            .ok()
            .and_then(|text| text.parse().ok())
    };
    let seconds: u64 = number("GLASHELDER_FUZZ_SECONDS").unwrap_or(1);
    let seed = number("GLASHELDER_FUZZ_SEED").unwrap_or(1);
    if let Some(file) = std::env::var_os("GLASHELDER_FUZZ_INPUT") {
        let began = Instant::now();
        parser(&std::fs::read(file).unwrap());
        println!("{name}: {:?}", began.elapsed());
        return;
    }
    let keep = std::env::var_os("GLASHELDER_FUZZ_KEEP");
    let mut mutator = Mutator::new(seed, samples, words);
    let mut reached = Reached::new();
    let mut tried = 0_u64;
    reached.begin();
    for sample in samples {
        parser(sample);
        reached.takes_note();
    }
    let (by_samples, mut kept) = (reached.branches, 0);
    let until = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < until {
        let input = mutator.next();
        if let Some(file) = &keep {
            std::fs::write(file, &input).unwrap();
        }
        let broke = || catch_unwind(AssertUnwindSafe(|| parser(&input))).is_err();
        let began = Instant::now();
        let mut broken = broke();
        let mut took = began.elapsed();
        // A busy machine makes anything slow; what is slow three times is slow itself.
        for _ in 0..2 {
            if !broken && took > LONGEST {
                let began = Instant::now();
                broken = broke();
                took = took.min(began.elapsed());
            }
        }
        tried += 1;
        if reached.takes_note() && !broken {
            mutator.keep(input.clone());
            kept += 1;
        }
        if broken || took > LONGEST {
            let file = std::env::temp_dir().join(format!("glashelder-{name}-{seed}-{tried}"));
            std::fs::write(&file, &input).unwrap();
            panic!(
                "{name}, seed {seed}, input {tried} ({took:?}) is in {}: {}",
                file.display(),
                String::from_utf8_lossy(&input)
                    .chars()
                    .take(2_000)
                    .collect::<String>()
            );
        }
    }
    println!("{name}: {tried} inputs in {seconds} s, seed {seed}");
    if reached.is_led() {
        let branches = reached.branches;
        println!(
            "{name}: {branches} branches reached, {by_samples} of them by the samples; {kept} inputs led on"
        );
    }
    assert!(tried > 0);
}
