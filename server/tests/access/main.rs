//! Who gets in, and how far: every role, every event, every question and every relation to a dossier, over real HTTP;
//! and what Postgres holds apart when the code would not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod apart;
mod asking;
#[allow(dead_code)]
#[path = "../common/mod.rs"]
mod common;
mod doors;
mod ground;
mod recording;
mod relation;
mod reports;
mod told;
