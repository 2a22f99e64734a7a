//! server
pub mod postgres;
