//! Where a dossier is, as lists and work need to know it; an organisation's own names stand beside it.

use crate::dossier::{Dossier, Status, VisitState};
use crate::event::{EventKind, Purpose};
use crate::language::Language;
use crate::procedure::Procedure;
use serde::{Deserialize, Serialize};

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
    /// Not taken into treatment (LG-01).
    NotAdmitted,
    /// Something is not admissible, and nobody decided on it yet.
    AwaitingAdmission,
    /// Talked over first; not a formal complaint yet (GW-03).
    Informal,
    InHandling,
    /// The complainant's turn: a proposal, or a question.
    AwaitingAnswer,
    InMediation,
}

impl Stage {
    pub const ALL: [Stage; 18] = [
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
        Self::NotAdmitted,
        Self::AwaitingAdmission,
        Self::Informal,
        Self::InHandling,
        Self::AwaitingAnswer,
        Self::InMediation,
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
            Stage::NotAdmitted => {
                language.pick("Niet in behandeling genomen", "Not taken into treatment")
            }
            Stage::AwaitingAdmission => {
                language.pick("Ontvankelijkheid beslissen", "Admissibility to be decided")
            }
            Stage::Informal => language.pick("Informeel overleg", "Informal talk"),
            Stage::InHandling => language.pick("In behandeling", "In handling"),
            Stage::AwaitingAnswer => {
                language.pick("Wacht op de klager", "Awaiting the complainant")
            }
            Stage::InMediation => language.pick("In bemiddeling", "In mediation"),
        }
    }

    /// Nothing is to be done any more.
    pub fn is_over(self) -> bool {
        matches!(
            self,
            Stage::Noted | Stage::Closed | Stage::Withdrawn | Stage::NotAdmitted
        )
    }
}

impl Dossier {
    /// Where the dossier is.
    pub fn stage(&self, procedure: &Procedure) -> Stage {
        match self.status {
            Status::Closed => return Stage::Closed,
            Status::Withdrawn => return Stage::Withdrawn,
            Status::NotAdmitted => return Stage::NotAdmitted,
            Status::Open if !procedure.handles(&self.kind) => return Stage::Noted,
            Status::Open if !self.unmet(procedure).is_empty() => return Stage::AwaitingAdmission,
            Status::Open if self.is_informal(procedure) => return Stage::Informal,
            Status::Open if self.course.mediating() => return Stage::InMediation,
            Status::Open if self.course.open_proposal().is_some() => return Stage::AwaitingAnswer,
            Status::Open if self.course.asked.is_some() => return Stage::AwaitingAnswer,
            Status::Open if !procedure.uses(EventKind::Ruled) => {
                return self.unjudged_stage(procedure);
            }
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

    /// Where it is in a procedure in which nobody rules: what ends it is the outcome.
    fn unjudged_stage(&self, procedure: &Procedure) -> Stage {
        // LU-08: where nobody is to hear of it, that ends it as the outcome would.
        let ended = self.outcome.is_some() || self.course.feedback_declined.is_some();
        // Where nobody confirms receipt, it is new until somebody has read that it came (LU-03).
        let begun = match procedure.uses(EventKind::ReceiptConfirmed) {
            true => self.receipt_confirmed,
            false => !self.notices_seen.is_empty(),
        };
        match (ended, begun) {
            (true, _) => Stage::AwaitingClosing,
            (false, false) if self.course.proposals.is_empty() => Stage::New,
            (false, _) if self.course.agreed() => Stage::AwaitingOutcome,
            (false, _) => Stage::InHandling,
        }
    }

    /// Whether it is still talked over, before it is a formal complaint (GW-03, GW-04).
    pub fn is_informal(&self, procedure: &Procedure) -> bool {
        let informal = procedure
            .informal
            .as_ref()
            .filter(|informal| informal.first);
        informal.is_some_and(|informal| {
            procedure.handles(&self.kind)
                && self.course.made_formal.is_none()
                && !informal.formal_channels.contains(&self.channel)
        })
    }
}
