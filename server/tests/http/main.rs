//! The server over real HTTP, on a real Postgres.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod account;
mod again;
#[path = "../common/mod.rs"]
mod common;
mod cut_off;
mod device;
mod files;
mod first_password;
mod hostile;
mod live;
mod logs;
mod organisation_lock;
mod pace;
mod pictures;
mod second_step;
mod session;
mod site;
