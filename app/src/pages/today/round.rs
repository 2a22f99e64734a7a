//! Which visits a technician has, by day and in order.

use crate::local::desk::Row;
use crate::words::{language, tr};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::dossier::{Visit, VisitState};
use domain::event::Purpose;
use domain::id::{DossierId, PersonId};
use domain::moment;
use domain::obligation::Obligation;
use domain::procedure::Procedure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// In which order the visits of a day stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By the moment at which the promise is due.
    #[default]
    Due,
    /// By the agreed time.
    Time,
}

/// One address to go to.
#[derive(Clone, PartialEq)]
pub struct Stop {
    pub row: Arc<Row>,
    /// `None`: a repair was assigned, but no visit is planned for it.
    pub visit: Option<Visit>,
    /// The promise that the visit keeps.
    pub promise: Option<Obligation>,
}

/// The visits of one day.
#[derive(Clone, PartialEq)]
pub struct Day {
    pub date: NaiveDate,
    pub title: String,
    pub stops: Vec<Stop>,
}

/// All that a technician has to do, and did today.
#[derive(Clone, PartialEq)]
pub struct Round {
    /// Earlier days that are not done yet, today, coming days.
    pub days: Vec<Day>,
    /// Repairs that were assigned without a visit.
    pub loose: Vec<Stop>,
    /// Done or failed today.
    pub done: Vec<Stop>,
}

impl Round {
    pub fn of(
        rows: &BTreeMap<DossierId, Arc<Row>>,
        me: PersonId,
        procedure: &Procedure,
        order: Order,
        today: NaiveDate,
    ) -> Round {
        let date = |at: DateTime<Utc>| procedure.calendar.wall(at).date();
        let mut days: BTreeMap<NaiveDate, Vec<Stop>> = BTreeMap::new();
        let (mut loose, mut done) = (vec![], vec![]);
        for row in rows.values() {
            let mine = row
                .summary
                .visits
                .iter()
                .filter(|visit| visit.technician == me);
            for visit in mine {
                let stop = Stop::new(row, Some(visit.clone()), procedure);
                match (&visit.state, visit.ended) {
                    (VisitState::Planned, _) => days.entry(date(visit.at)).or_default().push(stop),
                    (VisitState::Done(_) | VisitState::Failed(_), Some(at))
                        if date(at) == today =>
                    {
                        done.push(stop);
                    }
                    _ => {}
                }
            }
            if has_loose_repair(row, me, procedure) {
                loose.push(Stop::new(row, None, procedure));
            }
        }
        let days = days.into_iter().map(|(date, mut stops)| {
            stops.sort_by_key(|stop| stop.rank(order));
            Day {
                date,
                title: title(date, today),
                stops,
            }
        });
        loose.sort_by_key(|stop| stop.rank(Order::Due));
        done.sort_by_key(|stop| stop.visit.as_ref().and_then(|visit| visit.ended));
        Round {
            days: days.collect(),
            loose,
            done,
        }
    }
}

impl Round {
    /// Where it leads, soonest first, and how far each log is.
    pub fn dossiers(&self) -> Vec<(DossierId, u64)> {
        let stops = self
            .days
            .iter()
            .flat_map(|day| &day.stops)
            .chain(&self.loose);
        stops
            .map(|stop| (stop.row.summary.id, stop.row.summary.head))
            .collect()
    }
}

impl Stop {
    fn new(row: &Arc<Row>, visit: Option<Visit>, procedure: &Procedure) -> Stop {
        let promise = match &visit {
            Some(visit) => row.summary.promise_of_visit(visit.purpose, procedure),
            None => row.summary.next(),
        };
        let promise = promise.cloned();
        Stop {
            row: row.clone(),
            visit,
            promise,
        }
    }

    pub fn is_planned(&self) -> bool {
        self.visit
            .as_ref()
            .is_none_or(|visit| visit.state == VisitState::Planned)
    }

    pub fn is_repair(&self) -> bool {
        self.visit
            .as_ref()
            .is_none_or(|visit| visit.purpose == Purpose::Repair)
    }

    fn rank(&self, order: Order) -> (DateTime<Utc>, DateTime<Utc>) {
        let at = self
            .visit
            .as_ref()
            .map_or(DateTime::<Utc>::MAX_UTC, |visit| visit.at);
        let due = self
            .promise
            .as_ref()
            .map_or(DateTime::<Utc>::MAX_UTC, |o| o.deadline.due);
        match order {
            Order::Due => (due, at),
            Order::Time => (at, due),
        }
    }
}

/// A remedy that was given to this person, still to be done, and without a visit of theirs.
fn has_loose_repair(row: &Row, me: PersonId, procedure: &Procedure) -> bool {
    let summary = &row.summary;
    let asked = summary
        .ruling
        .as_ref()
        .and_then(|id| procedure.ruling(id))
        .is_some_and(|r| r.remedy);
    let open = summary.open.iter().any(|obligation| {
        let rule = procedure
            .obligations
            .iter()
            .find(|rule| rule.id == obligation.id);
        rule.is_some_and(|rule| {
            rule.discharged_by
                .iter()
                .any(|trigger| trigger == "repaired")
        })
    });
    let planned = summary
        .visits
        .iter()
        .any(|visit| visit.purpose == Purpose::Repair && visit.state == VisitState::Planned);
    summary.remedy_to == Some(me) && asked && open && !planned
}

fn title(date: NaiveDate, today: NaiveDate) -> String {
    let day = moment::day(date, language());
    match (date - today).num_days() {
        0 => format!("{}, {day}", tr("Vandaag", "Today")),
        1 => format!("{}, {day}", tr("Morgen", "Tomorrow")),
        ..0 => format!("{} {day}", tr("Nog van", "Left from")),
        _ if date.year() != today.year() => moment::day_with_year(date, language()),
        _ => capital(&moment::day_in_full(date, language())),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
