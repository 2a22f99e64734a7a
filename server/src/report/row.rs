//! A report as the database holds it.

use super::Transaction;
use crate::journal::JournalError;
use app::api::report::Title;
use chrono::{DateTime, Utc};
use domain::figures::Figures;
use domain::id::{OrganisationId, PersonId};
use domain::procedure::{Procedure, Report as Rule};
use domain::report::Period;
use uuid::Uuid;

#[derive(Debug)]
pub struct Row {
    pub id: Uuid,
    /// What today's procedure says of this report; where it has it no more, what the one said by which it was written.
    pub rule: Rule,
    pub period: Period,
    pub figures: Figures,
    pub counted_at: DateTime<Utc>,
    pub analysis: String,
    pub advice: String,
    pub revision: i32,
    pub author: PersonId,
    pub sent_at: Option<DateTime<Utc>>,
}

impl Row {
    pub fn title(&self) -> Title {
        title(&self.rule, self.period)
    }
}

pub fn title(rule: &Rule, period: Period) -> Title {
    Title {
        report: rule.id.clone(),
        name: rule.name.clone(),
        rule: rule.rule.clone(),
        period,
    }
}

/// Rights are those of today's procedure, as with dossiers.
pub fn rule(procedure: &Procedure, id: &str, kept: &str) -> Result<Rule, serde_json::Error> {
    match procedure.report(id) {
        Some(rule) => Ok(rule.clone()),
        None => serde_json::from_str(kept),
    }
}

/// Reads a report.
pub async fn read(
    transaction: &mut Transaction,
    procedure: &Procedure,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<Option<Row>, JournalError> {
    let row = sqlx::query!(
        "select id, report, rule, starts, ends, figures, counted_at, analysis, advice, revision, author, sent_at
         from reports where organisation = $1 and id = $2",
        organisation.0,
        id
    )
    .fetch_optional(&mut **transaction)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Row {
        id: row.id,
        rule: rule(procedure, &row.report, &row.rule)?,
        period: Period {
            from: row.starts,
            until: row.ends,
        },
        figures: serde_json::from_str(&row.figures)?,
        counted_at: row.counted_at,
        analysis: row.analysis,
        advice: row.advice,
        revision: row.revision,
        author: PersonId(row.author),
        sent_at: row.sent_at,
    }))
}
