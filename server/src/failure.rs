//! What goes wrong inside the server is noted for whoever runs it; people only hear that it did.

use app::api::ApiError;
use std::error::Error;

/// Turns a failure into the answer for people, and notes it without anything that people recorded.
pub fn noted<E: Error + 'static>(what: &'static str) -> impl FnOnce(E) -> ApiError {
    move |error| {
        tracing::error!(what, cause = %Impersonal(&error), "the server failed");
        ApiError::Failure
    }
}

/// An error without values: Postgres quotes them in its messages, so of those only code and constraint are shown.
pub struct Impersonal<'a>(pub &'a (dyn Error + 'static));

/// What to do about the codes that only whoever runs the server can do something about.
fn remedy(code: Option<&str>) -> &'static str {
    match code {
        Some("53100") => "(the disk of the database is full: free some space)",
        Some("53200") => "(the database has no memory left)",
        _ => "",
    }
}

impl std::fmt::Display for Impersonal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut next = Some(self.0);
        while let Some(error) = next {
            if let Some(sqlx::Error::Database(database)) = error.downcast_ref::<sqlx::Error>() {
                let [code, constraint] = [database.code(), database.constraint().map(Into::into)];
                return write!(
                    f,
                    "Postgres {} {}{}",
                    code.as_deref().unwrap_or_default(),
                    constraint.unwrap_or_default(),
                    remedy(code.as_deref())
                );
            }
            // The system's own words for what it refused, such as a full disk; never a name or a value.
            if let Some(system) = error.downcast_ref::<std::io::Error>() {
                return write!(f, "{}: {}", self.0, system.kind());
            }
            next = error.source();
        }
        write!(f, "{}", self.0)
    }
}
