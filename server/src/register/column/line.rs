//! A dossier's values in the columns of a register.

use super::super::entry::Entry;
use super::super::facts::Facts;
use super::super::vocabulary::STATUSES;
use super::{Cell, Column};
use chrono::{DateTime, Utc};
use domain::dossier::{Dossier, Status};
use domain::event::*;
use domain::language::Language;
use domain::obligation::{Obligation, ObligationState, obligations};
use domain::party::Field;
use domain::procedure::Procedure;
use domain::record::Recorded;

/// A dossier with its log, ready to be put in columns.
pub struct Line<'a> {
    facts: &'a Facts,
    /// The version of the procedure by which the dossier goes.
    procedure: &'a Procedure,
    language: Language,
    now: DateTime<Utc>,
    dossier: &'a Dossier,
    events: Vec<(Event, DateTime<Utc>)>,
    /// Where the last reopening stands in `events`; 0 without one.
    since: usize,
    owed: Vec<Obligation>,
}

impl<'a> Line<'a> {
    pub fn new(
        facts: &'a Facts,
        procedure: &'a Procedure,
        language: Language,
        now: DateTime<Utc>,
        dossier: &'a Dossier,
        log: &[Recorded],
    ) -> Line<'a> {
        let events: Vec<(Event, DateTime<Utc>)> = log
            .iter()
            .filter_map(|r| Some((r.envelope.payload.event()?, r.at())))
            .collect();
        let since = events
            .iter()
            .rposition(|(event, _)| matches!(event, Event::Reopened(_)))
            .unwrap_or(0);
        let owed = obligations(dossier, procedure, now);
        Line {
            facts,
            procedure,
            language,
            now,
            dossier,
            events,
            since,
            owed,
        }
    }

    pub fn cell(&self, column: &Column) -> Cell {
        match column {
            Column::Entry(entry) => self.entry(*entry),
            Column::Reopened => self.moment(0, |e| matches!(e, Event::Reopened(_)).then_some(())),
            Column::Due(id) => self
                .owed(id)
                .map_or(Cell::Empty, |o| Cell::Moment(o.deadline.due)),
            Column::Met(id) => match self.owed(id).map(|o| o.state) {
                Some(ObligationState::Met(at)) => Cell::Moment(at),
                _ => Cell::Empty,
            },
            Column::InTime(id) => self.owed(id).map_or(Cell::Empty, |o| self.in_time(o)),
        }
    }

    fn in_time(&self, owed: &Obligation) -> Cell {
        let late = match owed.state {
            // An aim is never late; whether it was reached can be said all the same.
            ObligationState::Met(at) => at > owed.deadline.due,
            ObligationState::Open if self.now > owed.deadline.due && !owed.paused => true,
            _ => return Cell::Empty,
        };
        let word = if late {
            self.language.pick("nee", "no")
        } else {
            self.language.pick("ja", "yes")
        };
        Cell::Text(word.to_owned())
    }

    /// The obligation as it last ran.
    fn owed(&self, id: &str) -> Option<&Obligation> {
        self.owed
            .iter()
            .rev()
            .find(|obligation| obligation.id == id)
    }

    fn entry(&self, entry: Entry) -> Cell {
        let (dossier, procedure, language) = (self.dossier, self.procedure, self.language);
        let since = self.since;
        let ruling = self.find(since, |e| {
            if let Event::Ruled(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let remedy = self.find(since, |e| {
            if let Event::RemedyAssigned(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let repair = self.first(since, |e| {
            if let Event::Repaired(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let outcome = self.find(since, |e| {
            if let Event::OutcomeRecorded(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let confirmed = self.first(0, |e| {
            if let Event::ReceiptConfirmed(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let visited = self.first(0, |e| match e {
            Event::Visited(e) if e.purpose == Purpose::Inspection => Some(e),
            _ => None,
        });
        let ordered = self.find(0, |e| {
            if let Event::GlassOrdered(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let closed = self.find(since, |e| {
            if let Event::Closed(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let closed = closed.filter(|_| dossier.status == Status::Closed);
        let withdrawn = self.find(since, |e| {
            if let Event::Withdrawn(e) = e {
                Some(e)
            } else {
                None
            }
        });
        let withdrawn = withdrawn.filter(|_| dossier.status == Status::Withdrawn);
        match entry {
            Entry::Number => words(dossier.number.clone().unwrap_or_default()),
            Entry::Status => words(self.status()),
            Entry::Kind => words(procedure.kind_name(&dossier.kind, language)),
            Entry::Channel => words(procedure.channel_name(&dossier.channel, language)),
            Entry::Received => Cell::Moment(dossier.received_at),
            Entry::Of(Field::Category) => {
                words(procedure.category_name(&dossier.category, language))
            }
            Entry::Of(Field::Region) => words(self.facts.region_name(&dossier.region)),
            Entry::Of(field) => words(dossier.value(field).to_owned()),
            Entry::About => words(self.names(dossier.about.iter())),
            Entry::Handling => words(dossier.handling.label(language).to_owned()),
            Entry::Handler => words(self.names(dossier.handler.iter())),
            Entry::Confirmed => at(confirmed),
            Entry::ConfirmationChannel => {
                told(confirmed, |e| procedure.channel_name(&e.channel, language))
            }
            Entry::InspectionRequested => self.moment(0, |e| {
                matches!(e, Event::InspectionRequested(_)).then_some(())
            }),
            Entry::Visited => at(visited),
            Entry::Technician => told(visited, |e| {
                let visit = dossier.visit(e.visit);
                visit
                    .map(|visit| self.facts.name_of(visit.technician))
                    .unwrap_or_default()
            }),
            Entry::Meeting => {
                let day = ruling.map_or(dossier.meeting, |(ruled, _)| ruled.meeting);
                day.map_or(Cell::Empty, Cell::Day)
            }
            Entry::Ruled => at(ruling),
            Entry::Ruling => told(ruling, |e| procedure.ruling_name(&e.ruling, language)),
            Entry::Reasons => told(ruling, |e| e.reasons.clone()),
            Entry::RuledWith => told(ruling, |e| self.names(e.with.iter())),
            Entry::Assigned => at(remedy),
            Entry::AssignedTo => told(remedy, |e| self.facts.name_of(e.to)),
            Entry::Remedy => told(remedy, |e| e.what.clone()),
            Entry::GlassOrdered => at(ordered),
            Entry::Glass => told(ordered, |e| e.what.clone()),
            Entry::GlassArrived => {
                self.moment(0, |e| matches!(e, Event::GlassArrived(_)).then_some(()))
            }
            Entry::Repaired => at(repair),
            Entry::Repair => told(repair, |e| e.what.clone()),
            Entry::OutcomeRecorded => at(outcome),
            Entry::OutcomeChannel => {
                told(outcome, |e| procedure.channel_name(&e.channel, language))
            }
            Entry::Outcome => told(outcome, |e| e.text.clone()),
            Entry::Closed => at(closed),
            Entry::ClosingRemark => told(closed, |e| e.remark.clone()),
            Entry::Withdrawn => at(withdrawn),
            Entry::WithdrawalReason => told(withdrawn, |e| e.reason.clone()),
            Entry::Address(_) | Entry::Note => Cell::Empty,
        }
    }

    fn status(&self) -> String {
        let id = match self.dossier.status {
            Status::Open => "open",
            // What was not taken into treatment is done with as well.
            Status::Closed | Status::NotAdmitted => "closed",
            Status::Withdrawn => "withdrawn",
        };
        let found = STATUSES.iter().find(|(status, ..)| *status == id);
        found.map_or_else(String::new, |(_, nl, en)| {
            self.language.pick(*nl, *en).to_owned()
        })
    }

    fn names<'p>(&self, people: impl Iterator<Item = &'p domain::id::PersonId>) -> String {
        people
            .map(|person| self.facts.name_of(*person))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// The last such event since a place.
    fn find<'e, T>(
        &'e self,
        since: usize,
        is: impl Fn(&'e Event) -> Option<T>,
    ) -> Option<(T, DateTime<Utc>)> {
        let events = self.events.iter().skip(since).rev();
        events
            .filter_map(|(event, at)| Some((is(event)?, *at)))
            .next()
    }

    /// The first such event since a place.
    fn first<'e, T>(
        &'e self,
        since: usize,
        is: impl Fn(&'e Event) -> Option<T>,
    ) -> Option<(T, DateTime<Utc>)> {
        let events = self.events.iter().skip(since);
        events
            .filter_map(|(event, at)| Some((is(event)?, *at)))
            .next()
    }

    fn moment(&self, since: usize, is: impl Fn(&Event) -> Option<()>) -> Cell {
        at(self.find(since, is))
    }
}

fn words(text: String) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

fn at<T>(found: Option<(T, DateTime<Utc>)>) -> Cell {
    found.map_or(Cell::Empty, |(_, at)| Cell::Moment(at))
}

fn told<T>(found: Option<(T, DateTime<Utc>)>, say: impl Fn(T) -> String) -> Cell {
    found.map_or(Cell::Empty, |(event, _)| words(say(event)))
}
