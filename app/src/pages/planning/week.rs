//! One week of visits as data: days, technicians, blocks, and what has no day yet.

use crate::local::desk::Row;
use crate::ui::standing::tone;
use crate::words::{language, tr};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use domain::calendar::DayKind;
use domain::dossier::{Visit, VisitState};
use domain::event::{EventKind, Purpose};
use domain::id::{DossierId, PersonId, VisitId};
use domain::obligation::Urgency;
use domain::permission::{Deed, may};
use domain::person::{Person, Role};
use domain::summary::Summary;
use std::collections::BTreeSet;
use std::sync::Arc;
use sync::message::Reference;

/// A week on the board.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Week {
    pub number: u32,
    pub days: Vec<Day>,
    pub lines: Vec<Line>,
    /// By due moment.
    pub unplanned: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub date: NaiveDate,
    /// Why nobody works: `Tweede Paasdag`.
    pub closed: Option<String>,
    pub is_today: bool,
    /// Gone by; nothing can be planned there.
    pub is_past: bool,
    pub visits: usize,
}

/// One technician's week.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub person: PersonId,
    pub name: String,
    pub regions: String,
    /// The same by their ids.
    home: BTreeSet<String>,
    /// For each day, in the order of time.
    pub cells: Vec<Vec<Block>>,
}

/// A visit, or a dossier that needs one.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub dossier: DossierId,
    /// `None` while it has no day.
    pub visit: Option<VisitId>,
    pub purpose: Purpose,
    pub technician: Option<PersonId>,
    pub at: Option<DateTime<Utc>>,
    pub minutes: u32,
    pub who: String,
    pub place: String,
    pub what: String,
    pub region: String,
    pub due: Option<DateTime<Utc>>,
    pub tone: &'static str,
    /// It took place or came to nothing.
    pub over: bool,
    /// Whether this person may plan it.
    pub free: bool,
}

impl Block {
    /// Its name among all blocks.
    pub fn key(&self) -> String {
        self.visit
            .map_or_else(|| self.dossier.to_string(), |visit| visit.to_string())
    }

    pub fn length(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.minutes))
    }

    /// Whether a start then would break the promise.
    pub fn late_at(&self, at: DateTime<Utc>) -> bool {
        self.due.is_some_and(|due| at > due)
    }
}

/// Puts a week together. `region` is empty for all.
pub fn week<'a>(
    rows: impl Iterator<Item = &'a Arc<Row>>,
    reference: &Reference,
    monday: NaiveDate,
    region: &str,
    now: DateTime<Utc>,
) -> Week {
    let calendar = &reference.procedure.calendar;
    let here = |regions: &BTreeSet<String>| region.is_empty() || regions.contains(region);
    let mut lines: Vec<Line> = Vec::new();
    let mut technicians: Vec<&Person> = reference
        .people
        .iter()
        .filter(|p| p.active && p.roles.contains(&Role::Technician) && here(&p.regions))
        .collect();
    technicians.sort_by(|a, b| (&a.regions, &a.name).cmp(&(&b.regions, &b.name)));
    for person in technicians {
        lines.push(line(person, reference));
    }
    let mut unplanned = Vec::new();
    for row in rows {
        let summary = &row.summary;
        let needs = summary
            .to_plan()
            .filter(|_| region.is_empty() || summary.region == region);
        unplanned.extend(needs.map(|purpose| block(summary, purpose, None, reference, now)));
        for visit in &summary.visits {
            let day = (calendar.wall(visit.at).date() - monday).num_days();
            let (Ok(day @ 0..7), false) =
                (usize::try_from(day), visit.state == VisitState::Cancelled)
            else {
                continue;
            };
            if let Some(line) = lines
                .iter_mut()
                .find(|line| line.person == visit.technician)
            {
                line.cells[day].push(block(summary, visit.purpose, Some(visit), reference, now));
            }
        }
    }
    unplanned.sort_by_key(|block| (block.due.unwrap_or(DateTime::<Utc>::MAX_UTC), block.dossier));
    lines
        .iter_mut()
        .flat_map(|line| line.cells.iter_mut())
        .for_each(|cell| cell.sort_by_key(|block| block.at));
    let days = monday.iter_days().take(7).enumerate().map(|(index, date)| {
        let visits = lines.iter().map(|line| line.cells[index].len()).sum();
        day(date, visits, reference, now)
    });
    let mut week = Week {
        number: monday.iso_week().week(),
        days: days.collect(),
        lines,
        unplanned,
    };
    week.leave_out_empty_weekends();
    week
}

impl Line {
    /// Whether this technician is the one to think of first.
    pub fn suits(&self, block: &Block) -> bool {
        match block.technician {
            Some(technician) => self.person == technician,
            None => self.home.contains(&block.region),
        }
    }
}

impl Week {
    /// Saturday and Sunday take room only when something happens there.
    fn leave_out_empty_weekends(&mut self) {
        for index in (5..7).rev() {
            if self.days[index].closed.is_some() && self.days[index].visits == 0 {
                self.days.remove(index);
                self.lines.iter_mut().for_each(|line| {
                    line.cells.remove(index);
                });
            }
        }
    }
}

/// The Monday on or before a date.
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))
        .unwrap_or(date)
}

fn line(person: &Person, reference: &Reference) -> Line {
    let regions: Vec<String> = person
        .regions
        .iter()
        .map(|region| reference.region_name(region))
        .collect();
    Line {
        person: person.id,
        name: person.name.clone(),
        regions: regions.join(", "),
        home: person.regions.clone(),
        cells: vec![vec![]; 7],
    }
}

fn day(date: NaiveDate, visits: usize, reference: &Reference, now: DateTime<Utc>) -> Day {
    let calendar = &reference.procedure.calendar;
    let today = calendar.wall(now).date();
    let closed = match calendar.day(date) {
        DayKind::Working => None,
        DayKind::Weekend => Some(tr("weekend", "weekend").to_owned()),
        kind => Some(kind.name(date).get(language()).to_owned()),
    };
    Day {
        date,
        closed,
        is_today: date == today,
        is_past: date < today,
        visits,
    }
}

fn block(
    summary: &Summary,
    purpose: Purpose,
    visit: Option<&Visit>,
    reference: &Reference,
    now: DateTime<Utc>,
) -> Block {
    let promise = summary.promise_of_visit(purpose, &reference.procedure);
    let due = promise.map(|promise| promise.deadline.due);
    let over = visit.is_some_and(|visit| visit.state != VisitState::Planned);
    let planned_late = visit.is_some_and(|visit| due.is_some_and(|due| visit.at > due));
    // The time of the visit is gone, but nobody recorded it yet.
    let unrecorded =
        visit.is_some_and(|visit| visit.at + TimeDelta::minutes(i64::from(visit.minutes)) < now);
    let urgency = match promise {
        _ if over => Urgency::Done,
        _ if planned_late => Urgency::Late,
        Some(promise) if unrecorded => promise.urgency(now).min(Urgency::Soon),
        Some(promise) => promise.urgency(now),
        None => Urgency::Due,
    };
    let place = &summary.place;
    Block {
        dossier: summary.id,
        visit: visit.map(|visit| visit.id),
        purpose,
        technician: visit.map(|visit| visit.technician),
        at: visit.map(|visit| visit.at),
        minutes: visit.map_or(60, |visit| visit.minutes),
        who: summary.complainant.clone(),
        place: format!("{} {}, {}", place.street, place.number, place.city)
            .trim_matches([' ', ','])
            .to_owned(),
        what: summary.description.clone(),
        region: summary.region.clone(),
        due: due.filter(|_| !over),
        tone: tone(urgency),
        over,
        free: !over
            && may(
                &reference.me,
                summary.standing(&reference.me),
                Deed::Record(EventKind::VisitPlanned),
                &reference.procedure,
            ),
    }
}
