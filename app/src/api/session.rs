//! Signing in and out.

use super::ApiError;
use domain::person::Actor;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedIn {
    pub actor: Actor,
    pub name: String,
    pub email: String,
    pub organisation: String,
    /// The organisation asks for a second step, and this person has none yet: nothing opens before it is set up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must_set_up: bool,
    /// The password was made by somebody else: nothing opens before this person has chosen their own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must_choose_password: bool,
}

/// Signs in with an e-mail address and password, and with a code where one is asked for ([`ApiError::CodeNeeded`]).
#[server(prefix = "/api", endpoint = "sign-in", input = Json, output = Json)]
pub async fn sign_in(
    email: String,
    password: String,
    code: Option<String>,
) -> Result<SignedIn, ApiError> {
    super::port::sessions()?
        .sign_in(email, password, code)
        .await
}

/// Ends this session.
#[server(prefix = "/api", endpoint = "sign-out", input = Json, output = Json)]
pub async fn sign_out() -> Result<(), ApiError> {
    super::port::sessions()?.sign_out().await
}

/// Changes one's own password; the only thing that is open to who has a first one.
#[server(prefix = "/api", endpoint = "change-password", input = Json, output = Json)]
pub async fn change_password(current: String, new: String) -> Result<(), ApiError> {
    super::port::sessions()?.change_password(current, new).await
}

/// Gives one's own password again, for [`ApiError::PasswordAgain`].
#[server(prefix = "/api", endpoint = "confirm-password", input = Json, output = Json)]
pub async fn confirm_password(password: String) -> Result<(), ApiError> {
    super::port::sessions()?.confirm_password(password).await
}
