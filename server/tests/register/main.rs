//! A register taken over and given out again, on a real Postgres.

#![allow(clippy::unwrap_used)]

mod exporting;
mod faults;
mod importing;
mod world;
