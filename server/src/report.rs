//! Reports over a period, for one signed-in person: who makes, reads and decides stands in the procedure, and is held to
//! here. A report that was sent stays as it was; Postgres refuses to change it.

mod draft;
mod list;
mod row;

use crate::account::refused;
use crate::database::Database;
use crate::failure::noted;
use crate::journal::PostgresJournal;
use app::api::ApiError;
use app::api::port::Reports as Port;
use app::api::report::{Decided, Draft, Report, Reports};
use async_trait::async_trait;
use chrono::{NaiveDate, Utc};
use domain::id::PersonId;
use domain::person::Actor;
use domain::procedure::Procedure;
use domain::procedure::Report as Rule;
use domain::report::Period;
use domain::validate::LONGEST_TEXT;
use row::Row;
use std::sync::Arc;
use uuid::Uuid;

type Transaction = sqlx::Transaction<'static, sqlx::Postgres>;

/// The reports of an organisation, as one person may use them.
#[derive(Debug, Clone)]
pub struct OrganisationReports {
    database: Database,
    procedure: Arc<Procedure>,
    actor: Actor,
    /// Counts the figures.
    journal: PostgresJournal,
}

#[async_trait]
impl Port for OrganisationReports {
    async fn list(&self) -> Result<Reports, ApiError> {
        self.must_take_part()?;
        list::list(self).await.map_err(noted("reports"))
    }

    async fn report(&self, id: Uuid) -> Result<Report, ApiError> {
        self.must_take_part()?;
        let mut transaction = self.transaction().await?;
        let row = self.row(&mut transaction, id).await?;
        self.whole(&mut transaction, row).await
    }

    async fn begin(&self, report: String, period: Period) -> Result<Uuid, ApiError> {
        self.must_make()?;
        let rule = self.procedure.report(&report).ok_or_else(unknown)?;
        if !self.procedure.makes(&self.actor, rule) {
            return Err(ApiError::NotAllowed);
        }
        draft::begin(self, rule, period).await
    }

    async fn save(&self, draft: Draft) -> Result<Report, ApiError> {
        self.must_make()?;
        draft::save(self, draft).await
    }

    async fn decide(&self, id: Uuid, text: String) -> Result<Report, ApiError> {
        let decides = |rule: &Rule| self.procedure.decides_on(&self.actor, rule);
        if !self.procedure.reports.iter().any(decides) {
            return Err(ApiError::NotAllowed);
        }
        let mut transaction = self.transaction().await?;
        let row = self.row(&mut transaction, id).await?;
        if row.sent_at.is_none() || !decides(&row.rule) {
            return Err(ApiError::NotAllowed);
        }
        let text = words(&text)?;
        if text.is_empty() {
            return Err(refused(
                "Schrijf op wat er is besloten.",
                "Write down what was decided.",
            ));
        }
        sqlx::query!(
            "insert into report_decisions (organisation, id, report, text, author) values ($1, $2, $3, $4, $5)",
            self.actor.organisation.0,
            Uuid::now_v7(),
            id,
            text,
            self.actor.person.0
        )
        .execute(&mut *transaction)
        .await
        .map_err(noted("report"))?;
        let whole = self.whole(&mut transaction, row).await?;
        transaction.commit().await.map_err(noted("report"))?;
        tracing::info!(by = %self.actor.person, report = %id, "decided on a report");
        Ok(whole)
    }
}

impl OrganisationReports {
    /// For the person whose journal it is.
    pub fn new(database: Database, journal: PostgresJournal) -> OrganisationReports {
        let (procedure, actor) = journal.whose();
        OrganisationReports {
            database,
            procedure,
            actor,
            journal,
        }
    }

    async fn transaction(&self) -> Result<Transaction, ApiError> {
        let transaction = self.database.organisation(self.actor.organisation).await;
        transaction.map_err(noted("reports"))
    }

    fn must_take_part(&self) -> Result<(), ApiError> {
        let mut rules = self.procedure.reports.iter();
        let part = rules.any(|rule| self.procedure.reads(&self.actor, rule));
        part.then_some(()).ok_or(ApiError::NotAllowed)
    }

    fn must_make(&self) -> Result<(), ApiError> {
        let mut rules = self.procedure.reports.iter();
        let makes = rules.any(|rule| self.procedure.makes(&self.actor, rule));
        makes.then_some(()).ok_or(ApiError::NotAllowed)
    }

    fn today(&self) -> NaiveDate {
        self.procedure.calendar.wall(Utc::now()).date()
    }

    /// Whether this person may see a report: drafts are for who makes them.
    fn sees(&self, row: &Row) -> bool {
        match row.sent_at {
            Some(_) => self.procedure.reads(&self.actor, &row.rule),
            None => self.procedure.makes(&self.actor, &row.rule),
        }
    }

    /// A report that this person may see; of others it is not told whether they are there.
    async fn row(&self, transaction: &mut Transaction, id: Uuid) -> Result<Row, ApiError> {
        let row = row::read(transaction, &self.procedure, self.actor.organisation, id).await;
        let row = row.map_err(noted("report"))?;
        row.filter(|row| self.sees(row)).ok_or_else(unknown)
    }

    async fn whole(&self, transaction: &mut Transaction, row: Row) -> Result<Report, ApiError> {
        let decided = sqlx::query!(
            "select text, author, decided_at from report_decisions where organisation = $1 and report = $2
             order by decided_at, id",
            self.actor.organisation.0,
            row.id
        )
        .fetch_all(&mut **transaction)
        .await
        .map_err(noted("report"))?;
        let decided = decided.into_iter().map(|decision| Decided {
            text: decision.text,
            by: PersonId(decision.author),
            at: decision.decided_at,
        });
        let (procedure, actor) = (&self.procedure, &self.actor);
        let (makes, decides) = (
            procedure.makes(actor, &row.rule),
            procedure.decides_on(actor, &row.rule),
        );
        Ok(Report {
            id: row.id,
            title: row.title(),
            to: row.rule.to,
            anonymous: row.rule.anonymous,
            asks_advice: row.rule.advice,
            figures: row.figures,
            counted_at: row.counted_at,
            analysis: row.analysis,
            advice: row.advice,
            revision: row.revision,
            by: row.author,
            sent_at: row.sent_at,
            decided: decided.collect(),
            may_write: makes && row.sent_at.is_none(),
            may_decide: decides && row.sent_at.is_some(),
        })
    }
}

/// What somebody wrote, without the space around it.
fn words(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.chars().count() > LONGEST_TEXT {
        return Err(ApiError::Refused {
            nl: format!("De tekst is te lang. Kort hem in tot {LONGEST_TEXT} tekens."),
            en: format!("The text is too long. Shorten it to {LONGEST_TEXT} characters."),
        });
    }
    Ok(text.to_owned())
}

fn unknown() -> ApiError {
    refused(
        "Deze rapportage is er niet, of is niet voor u.",
        "This report is not there, or not for you.",
    )
}
