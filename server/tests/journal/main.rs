//! The journal on a real Postgres: what devices send is put in order exactly once, and told to whoever may see it.

#![allow(clippy::unwrap_used)]

mod crossing;
mod deciding;
mod erasing;
mod finding;
mod healing;
mod refreshing;
mod taking_in;
mod telling;
mod visibility;
mod world;
