//! What can go wrong in the journal itself; what becomes of an event is no error but a verdict.

use app::api::ApiError;
use thiserror::Error;

/// The database failed, or holds something that this program cannot read.
#[derive(Debug, Error)]
pub enum JournalError {
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("a stored text cannot be read")]
    Stored(#[from] serde_json::Error),
}

impl JournalError {
    /// Two transactions crossed; the same again will do.
    pub fn is_crossing(&self) -> bool {
        let JournalError::Database(sqlx::Error::Database(error)) = self else {
            return false;
        };
        // Unique violation, serialization failure, deadlock.
        error
            .code()
            .is_some_and(|code| matches!(&*code, "23505" | "40001" | "40P01"))
    }

    /// Notes the failure for whoever runs the server; the answer only says that there was one.
    pub fn noted(self, what: &'static str) -> ApiError {
        crate::failure::noted(what)(self)
    }
}
