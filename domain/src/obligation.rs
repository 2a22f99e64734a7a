//! What is owed on a dossier: the obligations that its log has started, with deadlines that explain themselves.

use crate::deadline::{Deadline, Pause, deadline};
use crate::dossier::Dossier;
use crate::language::Text;
use crate::person::Role;
use crate::procedure::{ObligationRule, Procedure};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One promise: begun, and met or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Obligation {
    /// The procedure's id of it: `visit`.
    pub id: String,
    /// The rule that it carries out: `GP-07`.
    pub rule: String,
    pub name: Text,
    pub action: Text,
    pub owner: Role,
    pub deadline: Deadline,
    pub pauses: Vec<Pause>,
    /// A pause is running now; the due moment moves on with it.
    pub paused: bool,
    pub state: ObligationState,
    /// From when it counts as soon due.
    pub warn_at: DateTime<Utc>,
    pub aim: bool,
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObligationState {
    Open,
    Met(DateTime<Utc>),
    /// It fell away: the complaint was withdrawn or closed, or the procedure says so.
    Cancelled(DateTime<Utc>),
}

/// How pressing an obligation is at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    Late,
    Soon,
    Due,
    Waiting,
    Done,
}

impl Obligation {
    pub fn is_open(&self) -> bool {
        self.state == ObligationState::Open
    }

    pub fn urgency(&self, now: DateTime<Utc>) -> Urgency {
        match self.state {
            ObligationState::Met(_) | ObligationState::Cancelled(_) => Urgency::Done,
            ObligationState::Open if self.paused => Urgency::Waiting,
            ObligationState::Open if self.aim && now > self.deadline.due => Urgency::Due,
            ObligationState::Open if now > self.deadline.due => Urgency::Late,
            ObligationState::Open if now >= self.warn_at => Urgency::Soon,
            ObligationState::Open => Urgency::Due,
        }
    }

    /// Whether it was met after it was due, or is open past it.
    pub fn was_late(&self, now: DateTime<Utc>) -> bool {
        match self.state {
            ObligationState::Open => !self.aim && now > self.deadline.due,
            ObligationState::Met(at) => !self.aim && at > self.deadline.due,
            ObligationState::Cancelled(_) => false,
        }
    }
}

/// All obligations that a dossier's log has started, in the order in which they began.
///
/// A term that cannot be computed (outside the calendar's limits) gives no obligation; a procedure file with such a
/// term is refused when it is read.
pub fn obligations(
    dossier: &Dossier,
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Vec<Obligation> {
    let mut all: Vec<Obligation> = procedure
        .obligations
        .iter()
        .filter(|rule| rule.kinds.contains(&dossier.kind))
        .flat_map(|rule| {
            spans(dossier, rule)
                .into_iter()
                .filter_map(|span| obligation(dossier, procedure, rule, span, now))
        })
        .collect();
    all.sort_by_key(|obligation| obligation.deadline.from);
    all
}

/// The open ones, most urgent first.
pub fn open_obligations(
    dossier: &Dossier,
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Vec<Obligation> {
    let mut open = obligations(dossier, procedure, now);
    open.retain(Obligation::is_open);
    open.sort_by_key(|obligation| obligation.deadline.due);
    open
}

/// From where to where an obligation ran.
struct Span {
    from: DateTime<Utc>,
    state: ObligationState,
}

fn spans(dossier: &Dossier, rule: &ObligationRule) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for occurrence in &dossier.occurrences {
        let is = |wanted: &[String]| {
            occurrence
                .triggers
                .iter()
                .any(|trigger| wanted.contains(trigger))
        };
        let ends = occurrence
            .triggers
            .iter()
            .any(|t| t == "closed" || t == "withdrawn");
        let open = spans
            .last_mut()
            .filter(|span| span.state == ObligationState::Open);
        match open {
            Some(span) if is(&rule.discharged_by) => {
                span.state = ObligationState::Met(occurrence.at)
            }
            Some(span) if ends || is(&rule.cancelled_by) => {
                span.state = ObligationState::Cancelled(occurrence.at)
            }
            Some(_) => {}
            None if is(&rule.starts) => {
                spans.push(Span {
                    from: occurrence.at,
                    state: ObligationState::Open,
                });
            }
            None => {}
        }
    }
    spans
}

fn obligation(
    dossier: &Dossier,
    procedure: &Procedure,
    rule: &ObligationRule,
    span: Span,
    now: DateTime<Utc>,
) -> Option<Obligation> {
    let end = match span.state {
        ObligationState::Open => now.max(span.from),
        ObligationState::Met(at) | ObligationState::Cancelled(at) => at.max(span.from),
    };
    let (pauses, running) = pauses(dossier, procedure, rule, span.from, end);
    let deadline = deadline(
        &procedure.calendar,
        span.from,
        &rule.deadline_rule(),
        &pauses,
    )
    .ok()?;
    Some(Obligation {
        id: rule.id.clone(),
        rule: rule.rule.clone(),
        name: rule.name.clone(),
        action: rule.action.clone(),
        owner: rule.owner,
        warn_at: warn_at(procedure, &deadline),
        deadline,
        pauses,
        paused: running && span.state == ObligationState::Open,
        state: span.state,
        aim: rule.aim,
    })
}

/// The pauses within a span, and whether one is running at its end.
fn pauses(
    dossier: &Dossier,
    procedure: &Procedure,
    rule: &ObligationRule,
    from: DateTime<Utc>,
    end: DateTime<Utc>,
) -> (Vec<Pause>, bool) {
    let mut found = Vec::new();
    let mut running = false;
    for pause in procedure
        .pauses
        .iter()
        .filter(|pause| pause.of.contains(&rule.id))
    {
        let mut since: Option<DateTime<Utc>> = None;
        for occurrence in dossier.occurrences.iter().filter(|o| o.at <= end) {
            let is = |wanted: &[String]| {
                occurrence
                    .triggers
                    .iter()
                    .any(|trigger| wanted.contains(trigger))
            };
            match since {
                None if is(&pause.starts) => since = Some(occurrence.at.max(from)),
                Some(start) if is(&pause.until) => {
                    found.push((start, occurrence.at, pause.name.clone()));
                    since = None;
                }
                _ => {}
            }
        }
        if let Some(start) = since {
            found.push((start, end, pause.name.clone()));
            running = true;
        }
    }
    let pauses = found
        .into_iter()
        .filter(|(start, until, _)| until > start)
        .map(|(from, until, reason)| Pause {
            from,
            until,
            reason,
        })
        .collect();
    (pauses, running)
}

/// The beginning of the day on which it is due; never before the start.
fn warn_at(procedure: &Procedure, deadline: &Deadline) -> DateTime<Utc> {
    let day = procedure.calendar.local(deadline.due).date_naive();
    procedure
        .calendar
        .at(day, chrono::NaiveTime::MIN)
        .max(deadline.from)
}
