//! A complaint's file: the fold of its log. The same fold runs in the browser and on the server.

mod apply;
mod conflict;
mod course;

pub use conflict::{Conflict, ConflictValue};
pub use course::{Claim, Course, Measure, Proposal, Stop, TermSet};

use crate::event::*;
use crate::id::{DeviceId, DossierId, EventId, FileHash, PersonId, VisitId};
use crate::party::{Address, Field, Party};
use crate::record::HeadHash;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a dossier is now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    pub id: DossierId,
    /// Position of the last event; 0 when the log is empty.
    pub head: u64,
    pub head_hash: HeadHash,
    pub number: Option<String>,
    /// The version of the procedure by which it goes; `None` until it has a number, and where that names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<FileHash>,
    pub kind: String,
    pub channel: String,
    pub received_at: DateTime<Utc>,
    pub registered_by: PersonId,
    pub complainant: Party,
    pub customer: Option<Party>,
    pub site: Option<Address>,
    pub description: String,
    pub category: String,
    pub region: String,
    pub reference: String,
    #[serde(default)]
    pub arisen_on: String,
    #[serde(default)]
    pub impact: String,
    #[serde(default)]
    pub severity: String,
    /// Employees whom it is about; they take no part (NX-07).
    pub about: BTreeSet<PersonId>,
    pub handling: Handling,
    pub handler: Option<PersonId>,
    pub inspection_requested: bool,
    pub visits: Vec<Visit>,
    pub findings: Vec<Made<FindingRecorded>>,
    pub photos: Vec<Made<Photo>>,
    pub signatures: Vec<Made<SignatureTaken>>,
    pub meeting: Option<NaiveDate>,
    pub ruling: Option<Made<Ruled>>,
    pub remedy: Option<Made<RemedyAssigned>>,
    pub repairs: Vec<Made<Repaired>>,
    pub glass_expected: Option<GlassOrdered>,
    pub receipt_confirmed: bool,
    pub outcome: Option<Made<OutcomeRecorded>>,
    #[serde(default)]
    pub course: Course,
    pub status: Status,
    pub notices_seen: BTreeMap<String, BTreeSet<PersonId>>,
    pub conflicts: BTreeMap<String, Conflict>,
    pub settled: BTreeSet<EventId>,
    /// What happened and when, in the words that procedures wait for.
    pub occurrences: Vec<Occurrence>,
    /// Who had work here, and from which position until which.
    pub assignments: Vec<Assignment>,
    /// Positions of events that this program is too old to understand.
    pub unknown: Vec<u64>,
    /// Who set which value last, and where.
    pub set: BTreeMap<String, Setting>,
}

/// Something with who made it and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Made<T> {
    pub by: PersonId,
    pub at: DateTime<Utc>,
    pub what: T,
}

/// Whether work on it goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Open,
    Closed,
    Withdrawn,
    /// Not taken into treatment.
    NotAdmitted,
}

/// One visit, as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub id: VisitId,
    pub purpose: Purpose,
    pub technician: PersonId,
    pub at: DateTime<Utc>,
    pub minutes: u32,
    pub remark: String,
    pub state: VisitState,
    /// When it was done, failed or was cancelled.
    #[serde(default)]
    pub ended: Option<DateTime<Utc>>,
}

/// How a visit went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    Planned,
    Done(Visited),
    Failed(FailedReason),
    Cancelled,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Occurrence {
    pub position: u64,
    pub at: DateTime<Utc>,
    /// On which device it was recorded: one's own earlier steps never overtake one.
    pub device: DeviceId,
    /// `visit_failed` and `visit_failed:nobody_home`.
    pub triggers: Vec<String>,
}

/// A person had work on the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub person: PersonId,
    pub from: u64,
    pub until: Option<u64>,
}

/// Who set a value, where in the log, and knowing what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    pub position: u64,
    pub author: PersonId,
    /// What one device sets twice never conflicts.
    pub device: DeviceId,
    pub at: DateTime<Utc>,
}

impl Dossier {
    pub fn is_open(&self) -> bool {
        self.status == Status::Open
    }

    /// Where the work is: the site, else the customer's address, else the complainant's.
    pub fn place(&self) -> &Address {
        self.site
            .as_ref()
            .filter(|site| !site.is_empty())
            .or_else(|| {
                self.customer
                    .as_ref()
                    .map(|c| &c.address)
                    .filter(|a| !a.is_empty())
            })
            .unwrap_or(&self.complainant.address)
    }

    /// The value of a field, empty when unknown.
    pub fn value(&self, field: Field) -> &str {
        match field {
            Field::Complainant(part) => self.complainant.part(part),
            Field::Customer(part) => self.customer.as_ref().map_or("", |party| party.part(part)),
            Field::Site(part) => self.site.as_ref().map_or("", |site| site.part(part)),
            Field::Description => &self.description,
            Field::Category => &self.category,
            Field::Region => &self.region,
            Field::Reference => &self.reference,
            Field::ArisenOn => &self.arisen_on,
            Field::Impact => &self.impact,
            Field::Severity => &self.severity,
        }
    }

    pub fn visit(&self, id: VisitId) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.id == id)
    }

    /// Whether a person had work here at a position.
    pub fn assigned_at(&self, person: PersonId, position: u64) -> bool {
        self.assignments.iter().any(|assignment| {
            assignment.person == person
                && assignment.from <= position
                && assignment.until.is_none_or(|until| position < until)
        })
    }

    /// Whether a person has work here now.
    pub fn assigned(&self, person: PersonId) -> bool {
        self.assignments
            .iter()
            .any(|a| a.person == person && a.until.is_none())
    }

    /// Whether a person has work here: it was given to them, or they took the report in and it is still open.
    pub fn works_here(&self, person: PersonId) -> bool {
        self.assigned(person) || (self.is_open() && self.registered_by == person)
    }

    /// When it was last closed, withdrawn or otherwise ended; `None` while it is open.
    pub fn ended_at(&self) -> Option<DateTime<Utc>> {
        let ends = |o: &&Occurrence| o.triggers.iter().any(|t| ENDINGS.contains(&t.as_str()));
        let last = self.occurrences.iter().rev().find(ends);
        last.filter(|_| !self.is_open()).map(|o| o.at)
    }

    /// From which position handling runs: the last reopening, or the registration.
    pub fn since(&self) -> u64 {
        let reopened = |o: &&Occurrence| o.triggers.iter().any(|t| t == "reopened");
        let last = self.occurrences.iter().rev().find(reopened);
        last.map_or(0, |o| o.position)
    }

    /// Whether something of this kind happened since handling (again) began.
    pub fn happened_since(&self, trigger: &str) -> bool {
        let since = self.since();
        self.occurrences
            .iter()
            .any(|o| o.position > since && o.triggers.iter().any(|t| t == trigger))
    }

    /// Whether something of this kind happened (`ruled`, `ruled:founded`).
    pub fn happened(&self, trigger: &str) -> bool {
        self.occurrences
            .iter()
            .any(|o| o.triggers.iter().any(|t| t == trigger))
    }
}
