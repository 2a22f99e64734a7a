//! What is owed on a dossier: the obligations that its log has started, with deadlines that explain themselves.

use crate::deadline::{Deadline, Extension, Pause, Rule, deadline, extended};
use crate::dossier::{Dossier, Measure, Occurrence, TermSet};
use crate::event::{ENDINGS, EventKind};
use crate::id::PersonId;
use crate::language::Text;
use crate::moment::text;
use crate::person::{Actor, Role};
use crate::procedure::{ObligationRule, PauseRule, Procedure, Takeover};
use crate::term::{Term, Unit};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
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
    /// Somebody in particular who owes it: a measure is its owner's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    pub deadline: Deadline,
    pub pauses: Vec<Pause>,
    /// A pause is running now; the due moment moves on with it.
    pub paused: bool,
    pub state: ObligationState,
    /// From when it counts as soon due.
    pub warn_at: DateTime<Utc>,
    pub aim: bool,
    /// Its term was extended (FC-06).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub extended: bool,
    /// Who hears of it when it is late.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breach_to: Vec<Role>,
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
    /// The events that end it.
    pub fn discharged_by(&self, procedure: &Procedure) -> Vec<EventKind> {
        match procedure.obligation(&self.id) {
            Some(rule) => {
                let triggers = rule.discharged_by.iter();
                triggers
                    .filter_map(|trigger| EventKind::of_trigger(trigger))
                    .collect()
            }
            None => vec![EventKind::MeasureChecked],
        }
    }

    /// Whether an actor owes it: by name, else by role.
    pub fn is_of(&self, actor: &Actor, procedure: &Procedure) -> bool {
        match self.person {
            Some(person) => person == actor.person,
            None => procedure.holds(actor, &[self.owner]),
        }
    }

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
        .filter(|rule| rule.is_for(dossier))
        .flat_map(|rule| {
            spans(dossier, rule)
                .into_iter()
                .filter_map(|span| obligation(dossier, procedure, rule, span, now))
        })
        .collect();
    let measures = dossier.course.measures.iter();
    all.extend(measures.filter_map(|measure| of_measure(procedure, measure)));
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

/// A preventive measure as a promise: its owner sees to it until its day, and somebody checks whether it works (LG-09,
/// GW-11, FC-12). It runs on when the complaint is closed.
fn of_measure(procedure: &Procedure, measure: &Measure) -> Option<Obligation> {
    let (planned, calendar) = (&measure.planned, &procedure.calendar);
    let day = |at| calendar.wall(at).date();
    let days = (planned.what.due - day(planned.at)).num_days();
    let term = Term {
        count: u32::try_from(days).unwrap_or_default(),
        unit: Unit::Days,
    };
    let mut deadline = deadline(calendar, planned.at, &Rule::new(term), &[]).ok()?;
    let end = NaiveTime::from_hms_opt(23, 59, 0)?;
    deadline.due = calendar.at(planned.what.due.max(day(planned.at)), end);
    let before = planned.what.due.checked_sub_days(Days::new(7));
    let warn_at = before.map_or(planned.at, |day| calendar.at(day, NaiveTime::MIN));
    let rule = procedure.step(EventKind::MeasurePlanned);
    let what = &planned.what.what;
    Some(Obligation {
        id: format!("measure.{}", planned.what.measure),
        rule: rule.map(|step| step.rule.clone()).unwrap_or_default(),
        name: text(format!("Maatregel: {what}"), format!("Measure: {what}")),
        action: text(
            "Voer de maatregel uit en ga na of hij werkt.",
            "Carry the measure out, and check whether it works.",
        ),
        owner: procedure.central_handler(),
        person: Some(planned.what.owner),
        warn_at: warn_at.max(planned.at),
        deadline,
        pauses: vec![],
        paused: false,
        state: match &measure.checked {
            Some(checked) => ObligationState::Met(checked.at),
            None => ObligationState::Open,
        },
        aim: false,
        extended: false,
        breach_to: vec![],
    })
}

/// From where to where an obligation ran.
struct Span {
    from: DateTime<Utc>,
    /// Positions of its start and, when it is over, of its end.
    began: u64,
    ended: Option<u64>,
    state: ObligationState,
}

impl Span {
    fn covers(&self, position: u64) -> bool {
        self.began <= position && self.ended.is_none_or(|ended| position <= ended)
    }
}

fn is(occurrence: &Occurrence, wanted: &[String]) -> bool {
    let mut triggers = occurrence.triggers.iter();
    triggers.any(|trigger| wanted.contains(trigger))
}

fn spans(dossier: &Dossier, rule: &ObligationRule) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for occurrence in &dossier.occurrences {
        let ends = occurrence
            .triggers
            .iter()
            .any(|t| ENDINGS.contains(&t.as_str()));
        let open = spans
            .last_mut()
            .filter(|span| span.state == ObligationState::Open);
        match open {
            Some(span) if is(occurrence, &rule.discharged_by) => {
                span.state = ObligationState::Met(occurrence.at);
                span.ended = Some(occurrence.position);
            }
            Some(span) if ends || is(occurrence, &rule.cancelled_by) => {
                span.state = ObligationState::Cancelled(occurrence.at);
                span.ended = Some(occurrence.position);
            }
            Some(_) => {}
            None if is(occurrence, &rule.starts) => {
                spans.push(Span {
                    from: occurrence.at,
                    began: occurrence.position,
                    ended: None,
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
    let calendar = &procedure.calendar;
    let mut counted = rule.deadline_rule();
    let set: Vec<&TermSet> = dossier
        .course
        .terms
        .iter()
        .filter(|set| set.obligation == rule.id && span.covers(set.position))
        .collect();
    if let Some(chosen) = set.iter().rev().find_map(|set| set.chosen) {
        counted.term = chosen;
    }
    let mut deadline = deadline(calendar, span.from, &counted, &pauses).ok()?;
    let extension = set.iter().rev().find_map(|set| {
        Some(Extension {
            at: set.at,
            until: set.until?,
            reason: set.reason.clone(),
        })
    });
    if let Some(extension) = &extension {
        deadline = extended(calendar, deadline, &counted, extension, &pauses).ok()?;
    }
    Some(Obligation {
        id: rule.id.clone(),
        rule: rule.rule.clone(),
        name: rule.name.clone(),
        action: rule.action.clone(),
        owner: owner(dossier, procedure, rule, &span),
        person: None,
        warn_at: warn_at(procedure, rule, &deadline),
        deadline,
        pauses,
        paused: running && span.state == ObligationState::Open,
        state: span.state,
        aim: rule.aim,
        extended: extension.is_some(),
        breach_to: rule.breach_to.clone(),
    })
}

/// Whose it is: its owner's, unless somebody took it over (LU-09, LG-06, GP-12).
fn owner(dossier: &Dossier, procedure: &Procedure, rule: &ObligationRule, span: &Span) -> Role {
    let until = span.ended.unwrap_or(u64::MAX);
    let last = |wanted: &[String]| {
        let mut before = dossier.occurrences.iter().rev();
        before
            .find(|o| o.position <= until && is(o, wanted))
            .map(|o| o.position)
    };
    let runs = |takeover: &&Takeover| {
        takeover.from.is_none_or(|from| from == rule.owner)
            && last(&takeover.on).is_some_and(|on| last(&takeover.until).is_none_or(|off| off < on))
    };
    let takeovers = procedure.takeovers.iter().filter(runs);
    takeovers
        .max_by_key(|takeover| last(&takeover.on))
        .map_or(rule.owner, |takeover| takeover.to)
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
        let mut since: Option<(DateTime<Utc>, Text)> = None;
        for occurrence in dossier.occurrences.iter().filter(|o| o.at <= end) {
            match &since {
                None if pause.stops(&occurrence.triggers) => {
                    let name = reason(dossier, pause, occurrence.position);
                    since = Some((occurrence.at.max(from), name));
                }
                Some((start, name)) if pause.resumes(&occurrence.triggers) => {
                    found.push((*start, occurrence.at, name.clone()));
                    since = None;
                }
                _ => {}
            }
        }
        if let Some((start, name)) = since {
            found.push((start, end, name));
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

/// What a pause waits for; where somebody stopped the clock, also why.
fn reason(dossier: &Dossier, pause: &PauseRule, position: u64) -> Text {
    let mut stops = dossier.course.stops.iter();
    match stops.find(|stop| stop.position == position) {
        Some(stop) => text(
            format!("{}: {}", pause.name.nl, stop.reason),
            format!("{}: {}", pause.name.en, stop.reason),
        ),
        None => pause.name.clone(),
    }
}

/// From when it counts as soon due: as long before the end as the procedure says, else from the beginning of its last
/// day; never before the start.
fn warn_at(procedure: &Procedure, rule: &ObligationRule, deadline: &Deadline) -> DateTime<Utc> {
    let calendar = &procedure.calendar;
    let last_day = calendar.local(deadline.due).date_naive();
    let midnight = |date| calendar.at(date, NaiveTime::MIN);
    let at = match rule.warn.map(|warn| (warn.count, warn.unit)) {
        None => midnight(last_day),
        Some((count, Unit::Minutes | Unit::WorkingMinutes)) => {
            deadline.due - TimeDelta::minutes(count.into())
        }
        Some((count, Unit::Hours | Unit::WorkingHours)) => {
            deadline.due - TimeDelta::hours(count.into())
        }
        Some((count, Unit::WorkingDays)) => {
            let before = std::iter::successors(Some(last_day), |day| day.pred_opt()).skip(1);
            // A year without a working day has no warning to give.
            let mut open = before.take(366).filter(|day| calendar.is_working_day(*day));
            midnight(match count.checked_sub(1) {
                None => last_day,
                Some(earlier) => open.nth(earlier as usize).unwrap_or(last_day),
            })
        }
        Some((count, unit)) => {
            let days = match unit {
                Unit::Days => 1,
                Unit::Weeks => 7,
                Unit::Months => 30,
                _ => 365,
            };
            let days = Days::new(u64::from(count) * days);
            midnight(last_day.checked_sub_days(days).unwrap_or(last_day))
        }
    };
    at.max(deadline.from)
}
