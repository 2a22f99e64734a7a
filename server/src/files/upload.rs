//! `PUT /files/{hash}`: a device sends a file; sent again, it is there already.

use super::limits::LARGEST_FILE;
use super::picture::{self, PictureError};
use super::refusal::{answer, refusal, refused};
use super::{Files, Part, download};
use crate::database::Database;
use crate::session::{Backend, Member, working};
use crate::state::AppState;
use app::api::ApiError;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_login::AuthSession;
use bytes::{Bytes, BytesMut};
use domain::id::{FileHash, OrganisationId, PersonId};
use futures::StreamExt;
use std::time::Duration;
use thiserror::Error;

/// The answer to a file that is kept now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    New,
    Already,
}

/// Why a file is not kept.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("what arrived is not what was announced")]
    OtherHash,
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("the file store failed")]
    Store(#[from] object_store::Error),
    #[error("the picture could not be worked on")]
    Thread,
}

/// How long nothing may arrive before the connection counts as lost.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a whole file may take, so that nobody keeps a connection by sending a byte now and then.
const LONGEST_UPLOAD: Duration = Duration::from_secs(600);

/// Takes a file in.
pub async fn put(
    State(state): State<AppState>,
    auth: AuthSession<Backend>,
    Path(hash): Path<String>,
    body: Body,
) -> Response {
    let Some(member) = working(&auth) else {
        return refusal(StatusCode::UNAUTHORIZED, &ApiError::SignedOut);
    };
    let Ok(hash) = FileHash::try_from(hash) else {
        return refusal(
            StatusCode::BAD_REQUEST,
            &refused(
                "Dit is geen geldig kenmerk van een bestand.",
                "This is no valid hash of a file.",
            ),
        );
    };
    match already_there(&state, &member, &hash).await {
        Ok(true) => return StatusCode::OK.into_response(),
        Ok(false) => {}
        Err(error) => return answer(&error),
    }
    let bytes = match tokio::time::timeout(LONGEST_UPLOAD, received(body)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(response)) => return response,
        Err(_) => return broken_off(),
    };
    let stored = state
        .files
        .keep(
            &state.database,
            member.actor.organisation,
            member.actor.person,
            &hash,
            bytes,
        )
        .await;
    match stored {
        Ok(Stored::New) => StatusCode::CREATED.into_response(),
        Ok(Stored::Already) => StatusCode::OK.into_response(),
        Err(error) => answer(&error),
    }
}

impl Files {
    /// Keeps a file that a person sent, after looking whether it is what it says.
    pub async fn keep(
        &self,
        database: &Database,
        organisation: OrganisationId,
        sender: PersonId,
        hash: &FileHash,
        bytes: Bytes,
    ) -> Result<Stored, StoreError> {
        let turn = self.turns.acquire().await.map_err(|_| StoreError::Thread)?;
        let announced = hash.clone();
        let read = tokio::task::spawn_blocking(move || {
            if FileHash::of(&bytes) != announced {
                return Err(StoreError::OtherHash);
            }
            Ok(picture::read(&bytes)?)
        });
        let picture = read.await.map_err(|_| StoreError::Thread)??;
        drop(turn);
        let stored_hash = FileHash::of(&picture.content);
        let size = i64::try_from(picture.content.len()).unwrap_or(i64::MAX);
        // The bytes first: a row always has its file, a file without a row is written again.
        self.write(organisation, hash, Part::Thumb, picture.thumb)
            .await?;
        self.write(organisation, hash, Part::Whole, picture.content)
            .await?;
        let mut transaction = database.organisation(organisation).await?;
        let row = sqlx::query!(
            "insert into files (organisation, hash, stored_hash, media_type, size, width, height)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            organisation.0,
            hash.as_str(),
            stored_hash.as_str(),
            picture.media_type,
            size,
            i32::try_from(picture.width).unwrap_or(i32::MAX),
            i32::try_from(picture.height).unwrap_or(i32::MAX)
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "insert into file_senders (organisation, hash, person) values ($1, $2, $3) on conflict do nothing",
            organisation.0,
            hash.as_str(),
            sender.0
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        announce(database, organisation, hash).await?;
        Ok(if row.rows_affected() == 1 {
            Stored::New
        } else {
            Stored::Already
        })
    }
}

/// Lets devices know that a file has come for dossiers that refer to it. In a transaction after the one that kept
/// the file: an event that was appended in between saw no file, and is seen by this one.
async fn announce(
    database: &Database,
    organisation: OrganisationId,
    hash: &FileHash,
) -> sqlx::Result<()> {
    let mut transaction = database.organisation(organisation).await?;
    let waited = sqlx::query!(
        "update dossiers set changed_xid = pg_current_xact_id()::text::bigint
         where organisation = $1 and id in (select dossier from file_references where organisation = $1 and hash = $2)",
        organisation.0,
        hash.as_str()
    )
    .execute(&mut *transaction)
    .await?;
    if waited.rows_affected() > 0 {
        crate::hints::tell(&mut transaction, organisation).await?;
    }
    transaction.commit().await
}

/// Whether this very person may skip sending: they sent it before. Others send it whole, which proves that they
/// have it; a hash alone must open nothing.
async fn already_there(
    state: &AppState,
    member: &Member,
    hash: &FileHash,
) -> Result<bool, StoreError> {
    let there = download::sent_by(&state.database, member, hash).await?;
    if there {
        announce(&state.database, member.actor.organisation, hash).await?;
    }
    Ok(there)
}

fn broken_off() -> Response {
    refusal(
        StatusCode::REQUEST_TIMEOUT,
        &ApiError::Unreachable("the upload broke off".into()),
    )
}

async fn received(body: Body) -> Result<Bytes, Response> {
    let mut bytes = BytesMut::new();
    let mut stream = body.into_data_stream();
    loop {
        match tokio::time::timeout(PATIENCE, stream.next()).await {
            Ok(None) => return Ok(bytes.freeze()),
            Ok(Some(Ok(chunk))) if bytes.len() + chunk.len() <= LARGEST_FILE => {
                bytes.extend_from_slice(&chunk)
            }
            Ok(Some(Ok(_))) => {
                return Err(refusal(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    &refused(
                        "Dit bestand is groter dan 15 MB. Maak de foto kleiner en probeer het opnieuw.",
                        "This file is larger than 15 MB. Make the photo smaller and try again.",
                    ),
                ));
            }
            Ok(Some(Err(_))) | Err(_) => {
                return Err(broken_off());
            }
        }
    }
}
