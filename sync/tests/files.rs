//! Files take turns: one that does not go must not keep the others.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::FileHash;
use sync::engine::{Effect, Engine, Failure, Input, Stored};

#[test]
fn a_file_that_the_server_always_fails_on_does_not_keep_the_others() {
    let stored = Stored {
        files: (0..5).map(|number: u8| FileHash::of(&[number])).collect(),
        ..Stored::default()
    };
    for failure in [Failure::Server, Failure::Transport] {
        for bad in &stored.files {
            let mut engine = Engine::new(stored.clone());
            let mut now: DateTime<Utc> = "2026-11-21T08:00:00Z".parse().unwrap();
            let mut effects = engine.step(Input::Lead, now);
            // Patience grows to a minute; every file has had its turn by then.
            for _ in 0..20 {
                let offered = effects.iter().find_map(|effect| match effect {
                    Effect::Upload(hash) => Some(hash.clone()),
                    _ => None,
                });
                effects = match offered {
                    Some(hash) if hash == *bad => {
                        engine.step(Input::UploadFailed(hash, failure.clone()), now)
                    }
                    Some(hash) => engine.step(Input::Uploaded(hash), now),
                    None => engine.step(Input::Tick, now),
                };
                now += TimeDelta::seconds(61);
            }
            assert_eq!(engine.unsent(), 1);
        }
    }
}
