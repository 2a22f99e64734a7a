//! A dossier in short, for lists: small enough that hundreds open at once, complete enough to work from.

pub use crate::stage::Stage;

use crate::dossier::{Dossier, Visit, VisitState};
use crate::event::{Handling, Purpose};
use crate::id::{DossierId, FileHash, PersonId};
use crate::language::{Language, Text};
use crate::obligation::{Obligation, Urgency, obligations};
use crate::party::Address;
use crate::permission::Standing;
use crate::person::Actor;
use crate::procedure::Procedure;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What a list shows of a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub id: DossierId,
    pub head: u64,
    pub number: Option<String>,
    /// The version of the procedure by which it goes, as [`Dossier::procedure`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<FileHash>,
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
    /// The organisation's own name of where it is, where its procedure has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_name: Option<Text>,
    /// Goes before the others (FC-06).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
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

impl Dossier {
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
            procedure: self.procedure.clone(),
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
            stage_name: procedure.stage(self).map(|stage| stage.name.clone()),
            urgent: procedure.is_urgent(&self.severity),
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

impl Dossier {
    /// Where it is, in the organisation's own words where it has them.
    pub fn stage_words(&self, procedure: &Procedure, language: Language) -> String {
        let own = procedure.stage(self).map(|stage| &stage.name);
        stage_words(self.stage(procedure), own, language).to_owned()
    }
}

/// What an organisation calls a stage stands for what is going on; what is undecided or over has one word everywhere.
fn stage_words(stage: Stage, own: Option<&Text>, language: Language) -> &str {
    let common = stage.is_over() || stage == Stage::AwaitingAdmission;
    match own.filter(|_| !common) {
        Some(own) => own.get(language),
        None => stage.label(language),
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

    /// Whether a person is the one who handles it: by name, or by role where nobody was named: centrally, or as manager
    /// of the region that took it (GP-12).
    pub fn is_handled_by(&self, actor: &Actor, procedure: &Procedure) -> bool {
        match self.handler {
            Some(handler) => handler == actor.person,
            None => {
                procedure.handles_for(actor, self.handling == Handling::Decentral, &self.region)
            }
        }
    }

    /// Where it is, in the organisation's own words where it has them.
    pub fn stage_words(&self, language: Language) -> &str {
        stage_words(self.stage, self.stage_name.as_ref(), language)
    }

    /// Whether something is still owed: it is not over, or its end brought promises, as learning from it (LG-09).
    pub fn is_pending(&self) -> bool {
        !self.stage.is_over() || !self.open.is_empty()
    }

    /// Whether a role of this person owes something here that nobody in particular was named for.
    pub fn is_owed_by(&self, actor: &Actor, procedure: &Procedure) -> bool {
        let mut owed = self.open.iter();
        owed.any(|promise| promise.is_of(actor, procedure))
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
