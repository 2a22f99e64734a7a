//! The server: routes, sessions, journal, files, and the command line.

pub mod config;
pub mod database;
pub mod files;
pub mod hints;
pub mod journal;
pub mod postgres;
pub mod procedures;
pub mod state;
