//! Asking for the password again before what a thief at an open screen would like to do: not each time, but when it was
//! not given in this session for some minutes.

use super::{Backend, BrowserSession};
use crate::failure::noted;
use app::api::ApiError;
use axum_login::AuthSession;
use chrono::Utc;

/// Key in a session's data: when the password was last given, in seconds since 1970.
pub const PROVEN: &str = "proven";
/// For so many seconds it need not be given again.
pub const COUNTS_FOR: i64 = 10 * 60;

/// Whether the password was given in this session just now.
pub async fn is_proven(auth: &AuthSession<Backend>) -> Result<bool, ApiError> {
    let proven = proven(auth).await?;
    Ok(proven.is_some_and(|at| Utc::now().timestamp() < at + COUNTS_FOR))
}

/// When the password was last given in this session.
pub async fn proven(auth: &AuthSession<Backend>) -> Result<Option<i64>, ApiError> {
    auth.session.get(PROVEN).await.map_err(noted("session"))
}

impl BrowserSession {
    /// The password was given just now; else it is to be asked for.
    pub(super) async fn must_be_proven(&self) -> Result<(), ApiError> {
        if is_proven(&self.auth).await? {
            Ok(())
        } else {
            Err(ApiError::PasswordAgain)
        }
    }

    /// Notes that the password was given.
    pub(super) async fn prove(&self) -> Result<(), ApiError> {
        let now = Utc::now().timestamp();
        let noting = self.auth.session.insert(PROVEN, now).await;
        noting.map_err(noted("session"))
    }
}
