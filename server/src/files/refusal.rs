//! Why a file is not taken, in words for the person who sent it.

use super::StoreError;
use super::picture::PictureError;
use crate::failure::Impersonal;
use app::api::ApiError;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The answer to a file that is not kept.
pub fn answer(error: &StoreError) -> Response {
    match error {
        StoreError::OtherHash => refusal(
            StatusCode::UNPROCESSABLE_ENTITY,
            &refused(
                "Het bestand kwam niet heel aan. Verzend het opnieuw.",
                "The file did not arrive whole. Send it again.",
            ),
        ),
        StoreError::Picture(PictureError::Type) => refusal(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            &refused(
                "Dit is geen foto die Glashelder kent. Gebruik JPEG, PNG of WebP.",
                "This is no photo that Glashelder knows. Use JPEG, PNG or WebP.",
            ),
        ),
        StoreError::Picture(PictureError::Damaged) => refusal(
            StatusCode::UNPROCESSABLE_ENTITY,
            &refused(
                "Deze foto is beschadigd. Maak hem opnieuw of kies een andere.",
                "This photo is damaged. Take it again or choose another.",
            ),
        ),
        StoreError::Picture(PictureError::TooLarge) => refusal(
            StatusCode::UNPROCESSABLE_ENTITY,
            &refused(
                "Deze foto heeft te veel beeldpunten. Maak hem kleiner en probeer het opnieuw.",
                "This photo has too many pixels. Make it smaller and try again.",
            ),
        ),
        StoreError::Database(_) | StoreError::Store(_) | StoreError::Thread => {
            tracing::error!(cause = %Impersonal(error), "a file could not be kept");
            refusal(StatusCode::INTERNAL_SERVER_ERROR, &ApiError::Failure)
        }
    }
}

/// The same shape of error as the server functions give.
pub fn refusal(status: StatusCode, error: &ApiError) -> Response {
    (status, Json(error)).into_response()
}

/// A refusal in both languages.
pub fn refused(nl: &str, en: &str) -> ApiError {
    ApiError::Refused {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}
