//! What can happen to a complaint: one struct an event, one frozen tag a version.
//!
//! The wire form is `{"type":"note_added.1","data":{…}}`. A tag, once released, keeps its shape for ever
//! (`domain/tests/golden/` guards it); a new shape gets a new number.

mod admissibility;
mod claim;
mod contact;
mod extent;
mod finding;
mod handling;
mod label;
mod learning;
mod registration;
mod solution;
mod trigger;
mod visit;

pub use admissibility::*;
pub use claim::*;
pub use contact::*;
pub use extent::*;
pub use finding::*;
pub use handling::*;
pub use label::qualifier_label;
pub use learning::*;
pub use registration::*;
pub use solution::*;
pub use trigger::{ENDINGS, Qualifier};
pub use visit::*;

use serde::{Deserialize, Serialize};

macro_rules! events {
    ($($variant:ident = $tag:literal $nature:ident),* $(,)?) => {
        /// An event with its data.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "type", content = "data")]
        // Events are decoded one at a time and never stored in bulk, so their size costs nothing.
        #[allow(clippy::large_enum_variant)]
        pub enum Event { $(#[serde(rename = $tag)] $variant($variant)),* }

        /// An event's kind, without its data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventKind { $($variant),* }

        impl Event {
            pub fn kind(&self) -> EventKind {
                match self { $(Event::$variant(_) => EventKind::$variant),* }
            }
        }

        impl EventKind {
            pub const ALL: &'static [EventKind] = &[$(EventKind::$variant),*];

            /// The frozen tag on the wire, version included.
            pub fn tag(self) -> &'static str {
                match self { $(EventKind::$variant => $tag),* }
            }

            /// How the event behaves when copies differ.
            pub fn nature(self) -> Nature {
                match self { $(EventKind::$variant => Nature::$nature),* }
            }
        }

        $(impl From<$variant> for Event {
            fn from(data: $variant) -> Event { Event::$variant(data) }
        })*
    };
}

/// How an event behaves when two people worked without seeing each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Opens a dossier.
    Opening,
    /// Adds something; never conflicts, also after closing.
    Addition,
    /// Sets one value; two settings of the same value are both shown until someone resolves them.
    Scalar,
    /// Moves the dossier on; refused when the dossier no longer is where the author saw it.
    Step,
    /// Appended by the program itself, never by a person.
    System,
}

events! {
    Registered = "registered.1" Opening,
    Numbered = "numbered.1" System,
    ProcedureApplied = "procedure_applied.1" System,
    DetailChanged = "detail_changed.1" Scalar,
    ConflictResolved = "conflict_resolved.1" Step,
    NoteAdded = "note_added.1" Addition,
    Called = "called.1" Addition,
    ReceiptConfirmed = "receipt_confirmed.1" Addition,
    InspectionRequested = "inspection_requested.1" Step,
    VisitPlanned = "visit_planned.1" Scalar,
    VisitCancelled = "visit_cancelled.1" Step,
    FindingRecorded = "finding_recorded.1" Addition,
    PhotoAdded = "photo_added.1" Addition,
    SignatureTaken = "signature_taken.1" Addition,
    Visited = "visited.1" Addition,
    VisitFailed = "visit_failed.1" Addition,
    GlassOrdered = "glass_ordered.1" Addition,
    GlassArrived = "glass_arrived.1" Addition,
    BroughtToMeeting = "brought_to_meeting.1" Step,
    Ruled = "ruled.1" Step,
    RemedyAssigned = "remedy_assigned.1" Step,
    Repaired = "repaired.1" Addition,
    NoticeSeen = "notice_seen.1" Addition,
    HandlerChanged = "handler_changed.1" Step,
    OutcomeRecorded = "outcome_recorded.1" Step,
    Closed = "closed.1" Step,
    Reopened = "reopened.1" Step,
    Withdrawn = "withdrawn.1" Step,
    ParkedSettled = "parked_settled.1" Step,
    AdmissibilityDecided = "admissibility_decided.1" Step,
    SolvedInformally = "solved_informally.1" Step,
    MadeFormal = "made_formal.1" Step,
    NatureJudged = "nature_judged.1" Step,
    ApproachAgreed = "approach_agreed.1" Addition,
    Informed = "informed.1" Addition,
    PersonResponded = "person_responded.1" Addition,
    InformationAsked = "information_asked.1" Addition,
    InformationReceived = "information_received.1" Addition,
    AppointmentMade = "appointment_made.1" Addition,
    FeedbackDeclined = "feedback_declined.1" Addition,
    TermChosen = "term_chosen.1" Step,
    TermExtended = "term_extended.1" Step,
    ClockStopped = "clock_stopped.1" Step,
    ClockResumed = "clock_resumed.1" Step,
    ColleagueInvolved = "colleague_involved.1" Addition,
    ProposalMade = "proposal_made.1" Step,
    ProposalAnswered = "proposal_answered.1" Step,
    Escalated = "escalated.1" Step,
    MediationStarted = "mediation_started.1" Step,
    MediationEnded = "mediation_ended.1" Step,
    DamageEstablished = "damage_established.1" Addition,
    ClaimFiled = "claim_filed.1" Addition,
    ClaimDecided = "claim_decided.1" Addition,
    CauseEstablished = "cause_established.1" Addition,
    MeasurePlanned = "measure_planned.1" Addition,
    MeasureChecked = "measure_checked.1" Addition,
    SatisfactionMeasured = "satisfaction_measured.1" Addition,
}

impl EventKind {
    /// Whether its admission asks who the colleagues are whom it names.
    pub fn names_people(self) -> bool {
        matches!(
            self,
            EventKind::Ruled
                | EventKind::ColleagueInvolved
                | EventKind::Escalated
                | EventKind::MediationStarted
        )
    }
}

impl Event {
    /// Files that the event refers to; each may arrive later than the event itself.
    pub fn files(&self) -> Vec<&crate::id::FileHash> {
        match self {
            Event::FindingRecorded(e) => e
                .photos
                .iter()
                .map(|p| &p.file)
                .chain(e.sketch.as_ref())
                .collect(),
            Event::PhotoAdded(e) => vec![&e.photo.file],
            Event::SignatureTaken(e) => vec![&e.picture],
            Event::Repaired(e) => e.photos.iter().map(|p| &p.file).collect(),
            _ => vec![],
        }
    }
}
