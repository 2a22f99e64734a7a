//! The server: routes, sessions, journal, files, and the command line.

pub mod account;
mod address;
pub mod api;
pub mod backup;
pub mod cli;
pub mod config;
pub mod database;
pub mod demo;
pub mod failure;
pub mod files;
mod headers;
mod health;
pub mod hints;
pub mod journal;
pub mod live;
pub mod pace;
pub mod postgres;
pub mod procedures;
pub mod register;
pub mod retention;
pub mod router;
pub mod serve;
pub mod session;
mod shell;
mod site;
pub mod state;
pub mod telemetry;
