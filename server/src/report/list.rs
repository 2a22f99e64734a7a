//! What somebody has to do with reports: those that are owed, drafts, and what was sent.

use super::OrganisationReports;
use super::row::{rule, title};
use crate::journal::JournalError;
use app::api::report::{Listed, Reports, Unmade};
use domain::id::PersonId;
use domain::report::Period;
use std::collections::BTreeSet;

/// Over how many ended periods a report can still be made.
const PERIODS: usize = 4;

pub async fn list(of: &OrganisationReports) -> Result<Reports, JournalError> {
    let (procedure, actor) = (&of.procedure, &of.actor);
    let mut transaction = of
        .database
        .organisation_snapshot(actor.organisation)
        .await?;
    let rows = sqlx::query!(
        r#"select r.id, r.report, r.rule, r.starts, r.ends, r.author, r.sent_at,
             (select count(*) from report_decisions d where d.organisation = $1 and d.report = r.id) as "decisions!"
           from reports r where r.organisation = $1 order by r.ends desc, r.starts desc, r.report"#,
        actor.organisation.0
    )
    .fetch_all(&mut *transaction)
    .await?;
    let since = sqlx::query_scalar!(
        "select min(received_at) from dossiers where organisation = $1",
        actor.organisation.0
    )
    .fetch_one(&mut *transaction)
    .await?;
    let mut made = BTreeSet::new();
    let mut listed = Vec::new();
    for row in rows {
        let rule = rule(procedure, &row.report, &row.rule)?;
        let period = Period {
            from: row.starts,
            until: row.ends,
        };
        made.insert((row.report, period));
        let sees = match row.sent_at {
            Some(_) => procedure.reads(actor, &rule),
            None => procedure.makes(actor, &rule),
        };
        if !sees {
            continue;
        }
        listed.push(Listed {
            id: row.id,
            title: title(&rule, period),
            by: PersonId(row.author),
            sent_at: row.sent_at,
            decisions: usize::try_from(row.decisions).unwrap_or_default(),
            to_decide: row.sent_at.is_some()
                && row.decisions == 0
                && procedure.decides_on(actor, &rule),
        });
    }
    // Before the first report nobody owes anything.
    let since = since.map(|at| procedure.calendar.wall(at).date());
    let today = of.today();
    let mine = procedure.reports.iter();
    let mine = mine.filter(|rule| procedure.makes(actor, rule));
    let unmade = mine.flat_map(|rule| {
        let periods = rule.ended(today).take(PERIODS).enumerate();
        let made = &made;
        periods.filter_map(move |(index, period)| {
            let any = since.is_some_and(|since| since <= period.until);
            let open = any && !made.contains(&(rule.id.clone(), period));
            open.then(|| Unmade {
                title: title(rule, period),
                owed: index == 0,
            })
        })
    });
    Ok(Reports {
        unmade: unmade.collect(),
        listed,
    })
}
