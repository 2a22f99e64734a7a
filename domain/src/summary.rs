//! A dossier in short, for lists: small enough that hundreds open at once, complete enough to work from.

use crate::dossier::{Dossier, Status, Visit, VisitState};
use crate::event::{Handling, Purpose};
use crate::id::{DossierId, PersonId};
use crate::language::Language;
use crate::obligation::{Obligation, Urgency, obligations};
use crate::party::Address;
use crate::permission::Standing;
use crate::person::{Actor, Role};
use crate::procedure::Procedure;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What a list shows of a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub id: DossierId,
    pub head: u64,
    pub number: Option<String>,
    pub kind: String,
    pub channel: String,
    pub received_at: DateTime<Utc>,
    pub complainant: String,
    pub phone: String,
    pub customer: Option<String>,
    pub place: Address,
    /// The first words of the description.
    pub description: String,
    pub category: String,
    pub region: String,
    pub reference: String,
    pub handling: Handling,
    pub handler: Option<PersonId>,
    pub stage: Stage,
    /// The open promises, most urgent first.
    pub open: Vec<Obligation>,
    /// Planned visits, and those that were done or failed.
    pub visits: Vec<Visit>,
    pub remedy_to: Option<PersonId>,
    pub meeting: Option<NaiveDate>,
    pub ruling: Option<String>,
    pub conflicts: usize,
    /// Notices that wait for someone of a role: `(notice, role's word)`.
    pub notices: Vec<String>,
    pub last_event_at: DateTime<Utc>,
    pub photos: usize,
}

/// Where a dossier is, in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// An idea or compliment: welcome, and done.
    Noted,
    New,
    AwaitingPlanning,
    AwaitingVisit,
    AwaitingRuling,
    AwaitingRepairPlanning,
    AwaitingRepair,
    AwaitingGlass,
    AwaitingOutcome,
    AwaitingClosing,
    Closed,
    Withdrawn,
}

impl Stage {
    pub const ALL: [Stage; 12] = [
        Self::Noted,
        Self::New,
        Self::AwaitingPlanning,
        Self::AwaitingVisit,
        Self::AwaitingRuling,
        Self::AwaitingRepairPlanning,
        Self::AwaitingRepair,
        Self::AwaitingGlass,
        Self::AwaitingOutcome,
        Self::AwaitingClosing,
        Self::Closed,
        Self::Withdrawn,
    ];

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Stage::Noted => language.pick("Genoteerd", "Noted"),
            Stage::New => language.pick("Nieuw", "New"),
            Stage::AwaitingPlanning => {
                language.pick("Bezoek nog te plannen", "Visit to be planned")
            }
            Stage::AwaitingVisit => language.pick("Wacht op bezoek", "Awaiting visit"),
            Stage::AwaitingRuling => language.pick("Wacht op oordeel", "Awaiting ruling"),
            Stage::AwaitingRepairPlanning => {
                language.pick("Herstel nog te plannen", "Repair to be planned")
            }
            Stage::AwaitingRepair => language.pick("Wacht op herstel", "Awaiting repair"),
            Stage::AwaitingGlass => language.pick("Wacht op glas", "Awaiting glass"),
            Stage::AwaitingOutcome => language.pick("Uitkomst nog te melden", "Outcome to be told"),
            Stage::AwaitingClosing => language.pick("Klaar om te sluiten", "Ready to close"),
            Stage::Closed => language.pick("Gesloten", "Closed"),
            Stage::Withdrawn => language.pick("Ingetrokken", "Withdrawn"),
        }
    }

    /// Nothing is to be done any more.
    pub fn is_over(self) -> bool {
        matches!(self, Stage::Noted | Stage::Closed | Stage::Withdrawn)
    }
}

impl Dossier {
    /// Where the dossier is.
    pub fn stage(&self, procedure: &Procedure) -> Stage {
        match self.status {
            Status::Closed => return Stage::Closed,
            Status::Withdrawn => return Stage::Withdrawn,
            Status::Open if !procedure.handles(&self.kind) => return Stage::Noted,
            Status::Open => {}
        }
        let planned = |purpose| {
            self.visits
                .iter()
                .any(|v| v.purpose == purpose && v.state == VisitState::Planned)
        };
        let inspected = self.visits.iter().any(
            |v| matches!(&v.state, VisitState::Done(done) if done.purpose == Purpose::Inspection),
        );
        let Some(ruling) = &self.ruling else {
            return match (
                planned(Purpose::Inspection),
                self.inspection_requested,
                inspected,
            ) {
                (true, ..) => Stage::AwaitingVisit,
                (false, true, false) => Stage::AwaitingPlanning,
                (false, _, true) => Stage::AwaitingRuling,
                (false, false, false) if self.receipt_confirmed => Stage::AwaitingRuling,
                (false, false, false) => Stage::New,
            };
        };
        let remedy = procedure
            .ruling(&ruling.what.ruling)
            .is_some_and(|ruling| ruling.remedy);
        let repaired = self.repairs.iter().any(|repair| repair.at >= ruling.at);
        match (remedy && !repaired, self.outcome.is_some()) {
            (true, _) if self.glass_expected.is_some() => Stage::AwaitingGlass,
            (true, _) if planned(Purpose::Repair) => Stage::AwaitingRepair,
            (true, _) => Stage::AwaitingRepairPlanning,
            (false, false) => Stage::AwaitingOutcome,
            (false, true) => Stage::AwaitingClosing,
        }
    }

    /// What it is called: the first words of its description.
    pub fn title(&self) -> String {
        title(&self.description)
    }

    /// The dossier in short.
    pub fn summary(&self, procedure: &Procedure, now: DateTime<Utc>) -> Summary {
        let mut open = obligations(self, procedure, now);
        open.retain(Obligation::is_open);
        open.sort_by_key(|obligation| (obligation.aim, obligation.deadline.due));
        let waiting = |notice: &&crate::procedure::NoticeRule| {
            notice.on.iter().any(|trigger| self.happened(trigger))
                && !self.notices_seen.contains_key(&notice.id)
        };
        Summary {
            id: self.id,
            head: self.head,
            number: self.number.clone(),
            kind: self.kind.clone(),
            channel: self.channel.clone(),
            received_at: self.received_at,
            complainant: self.complainant.name.clone(),
            phone: self.complainant.phone.clone(),
            customer: self.customer.as_ref().map(|party| party.name.clone()),
            place: self.place().clone(),
            description: first_words(&self.description, 160),
            category: self.category.clone(),
            region: self.region.clone(),
            reference: self.reference.clone(),
            handling: self.handling,
            handler: self.handler,
            stage: self.stage(procedure),
            open,
            visits: self.visits.clone(),
            remedy_to: self.remedy.as_ref().map(|remedy| remedy.what.to),
            meeting: self.meeting,
            ruling: self
                .ruling
                .as_ref()
                .map(|ruling| ruling.what.ruling.clone()),
            conflicts: self.conflicts.len(),
            notices: procedure
                .notices
                .iter()
                .filter(waiting)
                .map(|notice| notice.id.clone())
                .collect(),
            last_event_at: self.occurrences.last().map_or(self.received_at, |o| o.at),
            photos: self.photos.len()
                + self
                    .findings
                    .iter()
                    .map(|f| f.what.photos.len())
                    .sum::<usize>()
                + self
                    .repairs
                    .iter()
                    .map(|r| r.what.photos.len())
                    .sum::<usize>(),
        }
    }
}

impl Summary {
    /// What it is called, as [`Dossier::title`].
    pub fn title(&self) -> String {
        title(&self.description)
    }

    /// The promise that presses most.
    pub fn next(&self) -> Option<&Obligation> {
        self.open.first()
    }

    pub fn urgency(&self, now: DateTime<Utc>) -> Urgency {
        self.open
            .iter()
            .map(|obligation| obligation.urgency(now))
            .min()
            .unwrap_or(Urgency::Done)
    }

    /// Whether a person is the one who handles it: by name, as coordinator of what nobody was named for, or as manager
    /// of the region that took it (GP-12).
    pub fn is_handled_by(&self, actor: &Actor) -> bool {
        match (self.handler, self.handling) {
            (Some(handler), _) => handler == actor.person,
            (None, Handling::Central) => actor.coordinates(),
            (None, Handling::Decentral) => {
                actor.is(Role::RegionalManager) && actor.regions.contains(&self.region)
            }
        }
    }

    /// Whether it waits for a judgement: what the complaints meeting is about (GP-08).
    pub fn awaits_ruling(&self) -> bool {
        !self.stage.is_over() && self.ruling.is_none()
    }

    /// The planned visits of one technician, soonest first.
    pub fn planned_for(&self, person: PersonId) -> Vec<&Visit> {
        let mut visits: Vec<&Visit> = self
            .visits
            .iter()
            .filter(|v| v.technician == person && v.state == VisitState::Planned)
            .collect();
        visits.sort_by_key(|visit| visit.at);
        visits
    }

    /// Whether it belongs on the agenda of the complaints meeting: what a region handles only when it was brought there
    /// (GP-08, GP-12).
    pub fn is_for_meeting(&self) -> bool {
        self.awaits_ruling() && (self.meeting.is_some() || self.handling == Handling::Central)
    }

    /// The open promise that a visit would keep.
    pub fn promise_of_visit(&self, purpose: Purpose, procedure: &Procedure) -> Option<&Obligation> {
        let kept_by = match purpose {
            Purpose::Inspection => ["visited", "visited:inspection"],
            Purpose::Repair => ["repaired", "visited:repair"],
        };
        let ends = |id: &str| {
            let rule = procedure.obligations.iter().find(|rule| rule.id == id);
            rule.is_some_and(|rule| {
                rule.discharged_by
                    .iter()
                    .any(|trigger| kept_by.contains(&trigger.as_str()))
            })
        };
        self.open.iter().find(|promise| ends(&promise.id))
    }

    /// What must be planned now, if anything.
    pub fn to_plan(&self) -> Option<Purpose> {
        match self.stage {
            Stage::AwaitingPlanning => Some(Purpose::Inspection),
            Stage::AwaitingRepairPlanning => Some(Purpose::Repair),
            _ => None,
        }
    }

    /// How an actor stands to it, as far as the summary tells.
    pub fn standing(&self, actor: &Actor) -> Standing {
        Standing {
            works_here: self.remedy_to == Some(actor.person)
                || !self.planned_for(actor.person).is_empty(),
            noticed: false,
            in_region: actor.regions.contains(&self.region),
            decentral: self.handling == Handling::Decentral,
            concerned: false,
        }
    }

    /// Whether all words of a query occur somewhere in it, whatever their case.
    pub fn matches(&self, query: &str) -> bool {
        let text = [
            self.number.as_deref().unwrap_or(""),
            &self.complainant,
            self.customer.as_deref().unwrap_or(""),
            &self.phone,
            &self.place.line(),
            &self.description,
            &self.reference,
        ]
        .join(" ")
        .to_lowercase();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        query.to_lowercase().split_whitespace().all(|word| {
            let number = word.len() >= 4 && word.chars().all(|c| c.is_ascii_digit());
            text.contains(word) || (number && digits.contains(word))
        })
    }
}

/// The beginning of a text on one line, cut at a word; at most `most` characters and an ellipsis.
/// The first sentence, or its first words.
fn title(description: &str) -> String {
    let sentence = description
        .split_once(". ")
        .map_or(description, |(first, _)| first);
    first_words(sentence.trim_end_matches('.'), 90)
}

fn first_words(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((end, _)) => {
            let cut = line[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &line[..cut])
        }
    }
}
