//! The declarations of the server functions: what the browser asks, and the ports through which the server answers.

pub mod account;
pub mod device;
mod error;
pub mod figures;
#[cfg(feature = "ssr")]
pub mod port;
pub mod report;
pub mod search;
pub mod second_step;
pub mod session;
pub mod sync;

pub use error::ApiError;
