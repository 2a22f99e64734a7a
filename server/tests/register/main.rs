//! A register taken over and given out again, on a real Postgres.

#![allow(clippy::unwrap_used)]

mod command;
mod exporting;
mod faults;
mod importing;
mod world;
