//! A report that is being made: begun with its figures, written, counted anew, sent.

use super::row::{self, Row};
use super::{OrganisationReports, unknown, words};
use crate::account::refused;
use crate::failure::noted;
use app::api::ApiError;
use app::api::report::{Draft, Report, Then};
use chrono::{NaiveTime, Utc};
use domain::procedure::Report as Rule;
use domain::report::{Period, betrayed};
use uuid::Uuid;

/// Begins a report with the figures of its period; gives the one that there is already.
pub async fn begin(
    of: &OrganisationReports,
    rule: &Rule,
    period: Period,
) -> Result<Uuid, ApiError> {
    if !rule.is_over(period, of.today()) {
        return Err(refused(
            "Deze periode is nog niet voorbij, of hoort niet bij deze rapportage.",
            "This period has not ended yet, or does not belong to this report.",
        ));
    }
    let figures = counted(of, period).await?;
    let kept = serde_json::to_string(rule).map_err(noted("report"))?;
    let mut transaction = of.transaction().await?;
    sqlx::query!(
        "insert into reports (organisation, id, report, rule, starts, ends, figures, counted_at, author)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (organisation, report, starts, ends) do nothing",
        of.actor.organisation.0,
        Uuid::now_v7(),
        rule.id,
        kept,
        period.from,
        period.until,
        figures,
        Utc::now(),
        of.actor.person.0
    )
    .execute(&mut *transaction)
    .await
    .map_err(noted("report"))?;
    let id = sqlx::query_scalar!(
        "select id from reports where organisation = $1 and report = $2 and starts = $3 and ends = $4",
        of.actor.organisation.0,
        rule.id,
        period.from,
        period.until
    )
    .fetch_one(&mut *transaction)
    .await
    .map_err(noted("report"))?;
    transaction.commit().await.map_err(noted("report"))?;
    tracing::info!(by = %of.actor.person, report = %id, "report begun");
    Ok(id)
}

/// Saves the words of a draft, and does with it what is asked.
pub async fn save(of: &OrganisationReports, draft: Draft) -> Result<Report, ApiError> {
    let (analysis, advice) = (words(&draft.analysis)?, words(&draft.advice)?);
    let mut transaction = of.transaction().await?;
    let row = of.row(&mut transaction, draft.id).await?;
    if !of.procedure.makes(&of.actor, &row.rule) {
        return Err(ApiError::NotAllowed);
    }
    if row.sent_at.is_some() {
        return Err(refused(
            "Deze rapportage is al verstuurd en verandert niet meer.",
            "This report was sent already and does not change any more.",
        ));
    }
    if draft.and == Then::Send {
        complete(of, &mut transaction, &row, &analysis, &advice).await?;
    }
    let figures = match draft.and {
        Then::Count => Some(counted(of, row.period).await?),
        _ => None,
    };
    let kept = serde_json::to_string(&row.rule).map_err(noted("report"))?;
    let now = Utc::now();
    let done = sqlx::query!(
        "update reports set analysis = $4, advice = $5, rule = $6, author = $7, changed_at = $8, revision = revision + 1,
           figures = coalesce($9, figures), counted_at = case when $9::text is null then counted_at else $8 end, sent_at = $10
         where organisation = $1 and id = $2 and revision = $3 and sent_at is null",
        of.actor.organisation.0,
        draft.id,
        draft.revision,
        analysis,
        advice,
        kept,
        of.actor.person.0,
        now,
        figures,
        (draft.and == Then::Send).then_some(now)
    )
    .execute(&mut *transaction)
    .await
    .map_err(noted("report"))?;
    if done.rows_affected() == 0 {
        return Err(refused(
            "Iemand anders heeft deze rapportage intussen veranderd. Neem uw tekst over en laad opnieuw.",
            "Somebody else has changed this report meanwhile. Copy your text and load again.",
        ));
    }
    let row = row::read(
        &mut transaction,
        &of.procedure,
        of.actor.organisation,
        draft.id,
    )
    .await;
    let row = row.map_err(noted("report"))?.ok_or_else(unknown)?;
    let whole = of.whole(&mut transaction, row).await?;
    transaction.commit().await.map_err(noted("report"))?;
    tracing::info!(by = %of.actor.person, report = %draft.id, then = ?draft.and, "report saved");
    Ok(whole)
}

/// Whether it can be sent: with an analysis, an advice where one is asked, and nobody's name where it is anonymous (GP-11).
async fn complete(
    of: &OrganisationReports,
    transaction: &mut super::Transaction,
    row: &Row,
    analysis: &str,
    advice: &str,
) -> Result<(), ApiError> {
    if analysis.is_empty() {
        return Err(refused(
            "Schrijf eerst uw analyse.",
            "Write your analysis first.",
        ));
    }
    if row.rule.advice && advice.is_empty() {
        return Err(refused(
            "Schrijf eerst uw advies.",
            "Write your advice first.",
        ));
    }
    if !row.rule.anonymous {
        return Ok(());
    }
    let calendar = &of.procedure.calendar;
    let known = sqlx::query!(
        "select complainant, number from dossiers where organisation = $1 and received_at < $2",
        of.actor.organisation.0,
        calendar.at(of.today(), NaiveTime::MIN) + chrono::TimeDelta::days(1)
    )
    .fetch_all(&mut **transaction)
    .await
    .map_err(noted("report"))?;
    let names = known.iter().flat_map(|row| {
        let number = row.number.as_deref();
        std::iter::once(row.complainant.as_str()).chain(number)
    });
    match betrayed(&format!("{analysis}\n{advice}"), names) {
        None => Ok(()),
        Some(name) => Err(ApiError::Refused {
            nl: format!("Deze rapportage is zonder namen. Haal “{name}” uit de tekst."),
            en: format!("This report is without names. Take “{name}” out of the text."),
        }),
    }
}

async fn counted(of: &OrganisationReports, period: Period) -> Result<String, ApiError> {
    let figures = of.journal.counted(period.from, period.until).await;
    let figures = figures.map_err(|error| error.noted("report"))?;
    serde_json::to_string(&figures).map_err(noted("report"))
}
