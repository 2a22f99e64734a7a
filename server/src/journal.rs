//! The journal of dossiers in Postgres, for one signed-in person.

mod audience;
mod early;
mod error;
mod figures;
mod log;
mod number;
mod parked;
mod projection;
mod pull;
mod push;
mod receipt;
mod reference;
mod refresh;
mod search;
mod sight;
mod vary;
mod version;
mod words;

pub use error::JournalError;
pub use log::recorded;
pub use number::event_id as numbered_event_id;
pub use push::{PourError, Poured};
pub use refresh::{refresh, refresh_all};
pub use vary::{Decision, Variation, vary};
pub use version::{Kept, Version, Versions, all as versions};

use crate::database::Database;
use app::api::ApiError;
use app::api::port::Journal;
use app::api::search::Hit;
use async_trait::async_trait;
use chrono::{NaiveDate, Utc};
use domain::figures::Figures;
use domain::id::DossierId;
use domain::person::Actor;
use domain::procedure::Procedure;
use domain::record::Recorded;
use std::sync::Arc;
use sync::message::{Changes, Pull, Push, Receipts};

/// The journal as one person may use it.
#[derive(Debug, Clone)]
pub struct PostgresJournal {
    database: Database,
    /// What new dossiers go by.
    today: Version,
    actor: Actor,
}

impl PostgresJournal {
    pub fn new(database: Database, procedure: Arc<Procedure>, actor: Actor) -> PostgresJournal {
        PostgresJournal {
            database,
            today: Version::of(procedure),
            actor,
        }
    }

    /// What new dossiers go by, and who this is.
    pub(crate) fn whose(&self) -> (Arc<Procedure>, Actor) {
        (self.today.procedure.clone(), self.actor.clone())
    }

    /// A dossier's whole log; `None` where there is no such dossier, or none that the person may see.
    pub async fn log(&self, dossier: DossierId) -> Result<Option<Vec<Recorded>>, ApiError> {
        let organisation = self.actor.organisation;
        let read = async {
            let mut transaction = self.database.organisation(organisation).await?;
            let log = log::read(&mut transaction, organisation, dossier).await?;
            let folded = domain::dossier::Dossier::fold(&log);
            let own =
                version::of(&mut transaction, organisation, folded.as_ref(), &self.today).await?;
            let today = &self.today.procedure;
            let seen = folded.is_some_and(|dossier| {
                domain::permission::may_see_under(&self.actor, &dossier, &own.procedure, today)
            });
            Ok(seen.then_some(log))
        };
        read.await.map_err(|error: JournalError| error.noted("log"))
    }
}

#[async_trait]
impl Journal for PostgresJournal {
    async fn push(&self, push: Push) -> Result<Receipts, ApiError> {
        self.push_at(push, Utc::now()).await
    }

    async fn pull(&self, pull: Pull) -> Result<Changes, ApiError> {
        self.changes(pull)
            .await
            .map_err(|error| error.noted("pull"))
    }

    async fn search(&self, query: String) -> Result<Vec<Hit>, ApiError> {
        self.hits(&query)
            .await
            .map_err(|error| error.noted("search"))
    }

    async fn figures(&self, from: NaiveDate, until: NaiveDate) -> Result<Figures, ApiError> {
        self.count(from, until).await
    }
}
