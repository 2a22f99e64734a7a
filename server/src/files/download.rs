//! `GET /files/{hash}` and its thumbnail: for who sent the file, and for who may see a dossier that refers to it.

use super::Part;
use crate::database::Database;
use crate::failure::Impersonal;
use crate::journal::PostgresJournal;
use crate::session::{Backend, Member, working};
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_login::AuthSession;
use domain::id::{DossierId, FileHash};

/// The picture.
pub async fn whole(
    state: State<AppState>,
    auth: AuthSession<Backend>,
    hash: Path<String>,
    asked: HeaderMap,
) -> Response {
    get(state, auth, hash, Part::Whole, asked).await
}

/// A small JPEG of it.
pub async fn thumb(
    state: State<AppState>,
    auth: AuthSession<Backend>,
    hash: Path<String>,
    asked: HeaderMap,
) -> Response {
    get(state, auth, hash, Part::Thumb, asked).await
}

/// Whether it is there, for this person.
pub async fn head(
    State(state): State<AppState>,
    auth: AuthSession<Backend>,
    Path(hash): Path<String>,
) -> Response {
    match found(&state, auth, hash).await {
        Ok(file) => headers(file.media_type, &file.hash).into_response(),
        Err(status) => status.into_response(),
    }
}

/// Whether a person sent a file before.
pub async fn sent_by(database: &Database, member: &Member, hash: &FileHash) -> sqlx::Result<bool> {
    let mut transaction = database.organisation(member.actor.organisation).await?;
    sqlx::query_scalar!(
        r#"select exists (
             select from file_senders where organisation = $1 and hash = $2 and person = $3
           ) as "there!""#,
        member.actor.organisation.0,
        hash.as_str(),
        member.actor.person.0
    )
    .fetch_one(&mut *transaction)
    .await
}

struct Found {
    member: Member,
    hash: FileHash,
    media_type: String,
}

async fn get(
    State(state): State<AppState>,
    auth: AuthSession<Backend>,
    Path(hash): Path<String>,
    part: Part,
    asked: HeaderMap,
) -> Response {
    let file = match found(&state, auth, hash).await {
        Ok(file) => file,
        Err(status) => return status.into_response(),
    };
    let media_type = if part == Part::Thumb {
        "image/jpeg".to_owned()
    } else {
        file.media_type
    };
    let headers = headers(media_type, &file.hash);
    if asked.get(header::IF_NONE_MATCH).is_some()
        && asked.get(header::IF_NONE_MATCH) == headers.get(header::ETAG)
    {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    match state
        .files
        .read(file.member.actor.organisation, &file.hash, part)
        .await
    {
        Ok(bytes) => (headers, bytes).into_response(),
        Err(error) => {
            tracing::error!(cause = %Impersonal(&error), "a file that was kept cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A file that is there and that this person may see. What is not there and what is not theirs look the same.
async fn found(
    state: &AppState,
    auth: AuthSession<Backend>,
    hash: String,
) -> Result<Found, StatusCode> {
    let member = working(&auth).ok_or(StatusCode::UNAUTHORIZED)?;
    let hash = FileHash::try_from(hash).map_err(|_| StatusCode::NOT_FOUND)?;
    let failed = |error: sqlx::Error| {
        tracing::error!(cause = %Impersonal(&error), "a file could not be looked up");
        StatusCode::INTERNAL_SERVER_ERROR
    };
    let mut transaction = state
        .database
        .organisation(member.actor.organisation)
        .await
        .map_err(failed)?;
    let organisation = member.actor.organisation.0;
    let media_type = sqlx::query_scalar!(
        "select media_type from files where organisation = $1 and hash = $2",
        organisation,
        hash.as_str()
    )
    .fetch_optional(&mut *transaction)
    .await
    .map_err(failed)?
    .ok_or(StatusCode::NOT_FOUND)?;
    let dossiers = sqlx::query_scalar!(
        "select dossier from file_references where organisation = $1 and hash = $2",
        organisation,
        hash.as_str()
    )
    .fetch_all(&mut *transaction)
    .await
    .map_err(failed)?;
    drop(transaction);
    let allowed = sent_by(&state.database, &member, &hash)
        .await
        .map_err(failed)?
        || sees_any(state, &member, dossiers.into_iter().map(DossierId)).await?;
    if !allowed {
        return Err(StatusCode::NOT_FOUND);
    }
    Ok(Found {
        member,
        hash,
        media_type,
    })
}

async fn sees_any(
    state: &AppState,
    member: &Member,
    dossiers: impl Iterator<Item = DossierId>,
) -> Result<bool, StatusCode> {
    let procedure = state
        .procedures
        .get(&member.procedure)
        .ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
    let journal = PostgresJournal::new(state.database.clone(), procedure, member.actor.clone());
    for dossier in dossiers {
        let log = journal
            .log(dossier)
            .await
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        if log.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The bytes came from a device: whatever they hold, a browser treats them as a picture and runs nothing in them.
fn headers(media_type: String, hash: &FileHash) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut set = |name, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; sandbox",
    );
    // The contents of an address never change, but rights do: ask whether one still may.
    set(header::CACHE_CONTROL, "private, no-cache");
    let name = name(&media_type, hash);
    for (name, value) in [
        (
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}\""),
        ),
        (header::CONTENT_TYPE, media_type),
        (header::ETAG, format!("\"{hash}\"")),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    headers
}

/// Under which name somebody may keep a copy: one of ours, whatever the photo was called where it was taken.
fn name(media_type: &str, hash: &FileHash) -> String {
    let short = hash.as_str().get(..12).unwrap_or_default();
    let kind = match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        _ => "bin",
    };
    format!("glashelder-{short}.{kind}")
}
