//! Figures over all dossiers of the organisation, for whom the procedure's reports are: counted from the logs, by each
//! dossier's own version, and without anybody's name.

use super::{JournalError, PostgresJournal, Versions, log};
use app::api::ApiError;
use chrono::{Days, NaiveDate, NaiveTime, Utc};
use domain::dossier::Dossier;
use domain::figures::{Figures, Tally, may_see_figures};
use domain::record::Recorded;
use futures::TryStreamExt;

impl PostgresJournal {
    pub(super) async fn count(
        &self,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Figures, ApiError> {
        let today = &self.today.procedure;
        if !may_see_figures(&self.actor, today) {
            return Err(ApiError::NotAllowed);
        }
        self.counted(from, until)
            .await
            .map_err(|error| error.noted("figures"))
    }

    /// Counts, for whoever has the right to it otherwise.
    pub(crate) async fn counted(
        &self,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Figures, JournalError> {
        let (organisation, today) = (self.actor.organisation, &self.today.procedure);
        let mut transaction = self.database.organisation_snapshot(organisation).await?;
        let versions = Versions::read(&mut transaction, organisation, today.clone()).await?;
        let calendar = &today.calendar;
        let after = until.checked_add_days(Days::new(1)).unwrap_or(until);
        let now = Utc::now();
        let mut tally = Tally::new(today, from, until);
        let mut stream = sqlx::query!(
            "select e.dossier, e.position, e.received_at, e.envelope
             from dossiers d join events e on e.organisation = $1 and e.dossier = d.id
             where d.organisation = $1 and d.received_at >= $2 and d.received_at < $3
             order by e.dossier, e.position",
            organisation.0,
            calendar.at(from, NaiveTime::MIN),
            calendar.at(after, NaiveTime::MIN)
        )
        .fetch(&mut *transaction);
        let mut held: Vec<Recorded> = Vec::new();
        let mut current = None;
        let mut take = |held: &mut Vec<Recorded>| {
            if let Some(dossier) = Dossier::fold(&std::mem::take(held)) {
                tally.add(&dossier, versions.of(&dossier), now);
            }
        };
        while let Some(row) = stream.try_next().await? {
            if current.replace(row.dossier) != Some(row.dossier) {
                take(&mut held);
            }
            held.push(log::recorded(row.position, row.received_at, &row.envelope)?);
        }
        take(&mut held);
        drop(stream);
        Ok(tally.figures())
    }
}
