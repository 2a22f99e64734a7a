//! Searching the whole of every dossier that one may see, on the server; the device searches its own copy itself.

use super::ApiError;
use domain::id::DossierId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A dossier in which something was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    pub dossier: DossierId,
    pub number: Option<String>,
    pub complainant: String,
    /// The place in the text where it was found, plain text.
    pub excerpt: String,
}

/// Finds dossiers by words in any of their texts, best first, 50 at most.
#[server(prefix = "/api", endpoint = "search", input = Json, output = Json)]
pub async fn search(query: String) -> Result<Vec<Hit>, ApiError> {
    super::port::journal()?.search(query).await
}
