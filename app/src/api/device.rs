//! The devices on which somebody signed in, and what to do about a lost one.

use super::ApiError;
use super::second_step::SecondStep;
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;
use uuid::Uuid;

/// A browser on which a person signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    pub id: Uuid,
    /// What it is, in two words: "Chrome, Android".
    pub agent: String,
    pub first_seen: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
    /// The one that asks.
    pub this: bool,
    /// A session is open on it.
    pub signed_in: bool,
    /// It was called lost.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// It said that its copies are gone, with how many items that it had not sent.
    pub erased_at: Option<DateTime<Utc>>,
    pub unsent: Option<u32>,
}

/// How somebody gets in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    pub second_step: SecondStep,
    /// The last used first.
    pub devices: Vec<Device>,
}

/// One's own access, or for the administrator a colleague's.
#[server(prefix = "/api", endpoint = "access", input = Json, output = Json)]
pub async fn access_of(person: Option<PersonId>) -> Result<Access, ApiError> {
    super::port::devices()?.access(person).await
}

/// Ends the sessions on a device, at once. Where it is `lost`, it also removes its copies at its next contact.
#[server(prefix = "/api", endpoint = "end-device", input = Json, output = Json)]
pub async fn end_device(
    person: Option<PersonId>,
    device: Uuid,
    lost: bool,
) -> Result<(), ApiError> {
    super::port::devices()?.end(person, device, lost).await
}

/// Ends all one's sessions but this one; says how many.
#[server(prefix = "/api", endpoint = "end-other-sessions", input = Json, output = Json)]
pub async fn end_other_sessions() -> Result<u32, ApiError> {
    super::port::devices()?.end_others().await
}

/// A device that was called lost says that its copies are gone, with how many items that it had not sent, where it
/// could still read them.
#[server(prefix = "/api", endpoint = "device-erased", input = Json, output = Json)]
pub async fn device_erased(unsent: Option<u32>) -> Result<(), ApiError> {
    super::port::devices()?.erased(unsent).await
}

/// A key that opens what this device holds of the person who signed in, as 64 hexadecimal digits; the server keeps it,
/// so that a password that was changed elsewhere loses nothing.
#[server(prefix = "/api", endpoint = "copy-key", input = Json, output = Json)]
pub async fn copy_key() -> Result<String, ApiError> {
    super::port::devices()?.copy_key().await
}
