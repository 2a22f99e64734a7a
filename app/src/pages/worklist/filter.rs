//! Which dossiers a filter lets through, and in what order they stand.

use crate::local::desk::Row;
use crate::words::{language, tr};
use chrono::{DateTime, Utc};
use domain::moment;
use domain::obligation::Urgency;
use domain::person::Role;
use domain::summary::Stage;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use sync::message::Reference;

/// A saved view of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filter {
    Mine,
    Open,
    Late,
    Today,
    New,
    ToPlan,
    Meeting,
    Remarks,
    Notices,
    Closed,
}

/// From where someone looks.
pub struct Viewer<'a> {
    pub reference: &'a Reference,
    pub now: DateTime<Utc>,
}

impl Filter {
    pub const ALL: [Filter; 10] = [
        Self::Notices,
        Self::Mine,
        Self::Open,
        Self::Late,
        Self::Today,
        Self::New,
        Self::ToPlan,
        Self::Meeting,
        Self::Remarks,
        Self::Closed,
    ];

    /// What someone sees first.
    pub fn first(reference: Option<&Reference>) -> Filter {
        match reference {
            Some(r) if handles(r) => Filter::Open,
            Some(r) if owes(r) => Filter::Mine,
            Some(r) if gets_notices(r) => Filter::Notices,
            _ => Filter::Open,
        }
    }

    /// Whether a filter is offered: always, or only while it holds something.
    pub fn is_offered(self, reference: &Reference, count: usize) -> bool {
        match self {
            Filter::Notices => gets_notices(reference),
            Filter::Mine => handles(reference) || owes(reference),
            Filter::Remarks | Filter::Meeting | Filter::New | Filter::ToPlan => count > 0,
            Filter::Open | Filter::Late | Filter::Today | Filter::Closed => true,
        }
    }

    pub fn label(self, viewer: &Viewer) -> String {
        let words = match self {
            Filter::Mine => tr("Van mij", "Mine"),
            Filter::Open => tr("Alles open", "All open"),
            Filter::Late => tr("Te laat", "Late"),
            Filter::Today => tr("Vandaag", "Today"),
            Filter::New => tr("Nieuw", "New"),
            Filter::ToPlan => tr("Te plannen", "To plan"),
            Filter::Remarks => tr("Verschil of apart gezet", "Conflict or set aside"),
            Filter::Notices => tr("Meldingen", "Notices"),
            Filter::Closed => tr("Afgerond", "Finished"),
            Filter::Meeting => {
                let procedure = &viewer.reference.procedure;
                let today = procedure.calendar.wall(viewer.now).date();
                let on = procedure
                    .meeting
                    .as_ref()
                    .and_then(|meeting| meeting.coming(&procedure.calendar, today));
                let day = on.map(|on| moment::day(on, language())).unwrap_or_default();
                return format!("{} {day}", tr("Overleg", "Meeting"));
            }
        };
        words.to_owned()
    }

    /// What an empty list says.
    pub fn nothing(self) -> &'static str {
        match self {
            Filter::Late => tr("Niets is te laat", "Nothing is late"),
            Filter::Today => tr("Vandaag loopt er geen termijn af", "No term ends today"),
            Filter::Notices => tr("Geen nieuwe meldingen", "No new notices"),
            Filter::Remarks => tr("Geen verschillen", "No differences"),
            _ => tr("Hier staat niets", "Nothing here"),
        }
    }

    pub fn tone(self) -> Option<&'static str> {
        matches!(self, Filter::Late).then_some("late")
    }

    pub fn lets_through(self, row: &Row, viewer: &Viewer) -> bool {
        let summary = &row.summary;
        let open = summary.is_pending();
        match self {
            Filter::Mine => {
                let (me, procedure) = (&viewer.reference.me, &viewer.reference.procedure);
                let handled = !summary.stage.is_over() && summary.is_handled_by(me, procedure);
                handled || summary.is_owed_by(me, procedure)
            }
            Filter::Open => open,
            Filter::Late => open && summary.urgency(viewer.now) == Urgency::Late,
            Filter::Today => {
                open && summary
                    .open
                    .iter()
                    .any(|promise| promise.urgency(viewer.now) == Urgency::Soon)
            }
            Filter::New => summary.stage == Stage::New,
            Filter::ToPlan => matches!(
                summary.stage,
                Stage::AwaitingPlanning | Stage::AwaitingRepairPlanning
            ),
            Filter::Meeting => summary.awaits_ruling() && summary.meeting.is_some(),
            Filter::Remarks => summary.conflicts > 0 || row.parked > 0,
            Filter::Notices => notices_for_me(row, viewer.reference).next().is_some(),
            Filter::Closed => summary.stage.is_over(),
        }
    }

    /// The most urgent first; what is over by what happened last.
    pub fn sort(self, rows: &mut [Arc<Row>], now: DateTime<Utc>) {
        match self {
            Filter::Closed => rows.sort_by_key(|row| std::cmp::Reverse(row.summary.last_event_at)),
            _ => rows.sort_by_cached_key(|row| {
                let due = row.summary.next().map(|promise| promise.deadline.due);
                (
                    row.summary.urgency(now),
                    due.unwrap_or(DateTime::<Utc>::MAX_UTC),
                    std::cmp::Reverse(row.summary.last_event_at),
                )
            }),
        }
    }
}

/// Notices that wait for a role of this person (GP-10).
pub fn notices_for_me<'a>(
    row: &'a Row,
    reference: &'a Reference,
) -> impl Iterator<Item = &'a String> {
    row.summary.notices.iter().filter(|id| {
        reference
            .procedure
            .notices
            .iter()
            .any(|notice| notice.id == **id && reference.me.is(notice.to))
    })
}

fn gets_notices(reference: &Reference) -> bool {
    reference
        .procedure
        .notices
        .iter()
        .any(|notice| reference.me.is(notice.to))
}

/// Whether complaints can be this person's to handle.
fn handles(reference: &Reference) -> bool {
    let me = &reference.me;
    reference.procedure.coordinates(me)
        || me.is(Role::RegionalManager)
        || me.is(Role::ProjectLeader)
}

/// Whether the procedure makes this person's role owe something.
fn owes(reference: &Reference) -> bool {
    let procedure = &reference.procedure;
    let owners = procedure.obligations.iter().map(|rule| rule.owner);
    let later = procedure.takeovers.iter().map(|takeover| takeover.to);
    owners
        .chain(later)
        .any(|owner| procedure.holds(&reference.me, &[owner]))
}
