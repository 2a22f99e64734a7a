//! One event of every kind that people record, from the golden files that freeze their shapes.

use domain::event::Event;
use domain::id::{PersonId, VisitId};

/// What opens a dossier, and what only the program itself appends, is not among them.
const SAMPLES: &[&str] = &[
    include_str!("../../../domain/tests/golden/admissibility_decided.1.json"),
    include_str!("../../../domain/tests/golden/appointment_made.1.json"),
    include_str!("../../../domain/tests/golden/approach_agreed.1.json"),
    include_str!("../../../domain/tests/golden/brought_to_meeting.1.json"),
    include_str!("../../../domain/tests/golden/called.1.json"),
    include_str!("../../../domain/tests/golden/cause_established.1.json"),
    include_str!("../../../domain/tests/golden/claim_decided.1.json"),
    include_str!("../../../domain/tests/golden/claim_filed.1.json"),
    include_str!("../../../domain/tests/golden/clock_resumed.1.json"),
    include_str!("../../../domain/tests/golden/clock_stopped.1.json"),
    include_str!("../../../domain/tests/golden/closed.1.json"),
    include_str!("../../../domain/tests/golden/colleague_involved.1.json"),
    include_str!("../../../domain/tests/golden/conflict_resolved.1.json"),
    include_str!("../../../domain/tests/golden/damage_established.1.json"),
    include_str!("../../../domain/tests/golden/detail_changed.1.json"),
    include_str!("../../../domain/tests/golden/escalated.1.json"),
    include_str!("../../../domain/tests/golden/feedback_declined.1.json"),
    include_str!("../../../domain/tests/golden/finding_recorded.1.json"),
    include_str!("../../../domain/tests/golden/glass_arrived.1.json"),
    include_str!("../../../domain/tests/golden/glass_ordered.1.json"),
    include_str!("../../../domain/tests/golden/handler_changed.1.json"),
    include_str!("../../../domain/tests/golden/information_asked.1.json"),
    include_str!("../../../domain/tests/golden/information_received.1.json"),
    include_str!("../../../domain/tests/golden/informed.1.json"),
    include_str!("../../../domain/tests/golden/inspection_requested.1.json"),
    include_str!("../../../domain/tests/golden/made_formal.1.json"),
    include_str!("../../../domain/tests/golden/measure_checked.1.json"),
    include_str!("../../../domain/tests/golden/measure_planned.1.json"),
    include_str!("../../../domain/tests/golden/mediation_ended.1.json"),
    include_str!("../../../domain/tests/golden/mediation_started.1.json"),
    include_str!("../../../domain/tests/golden/nature_judged.1.json"),
    include_str!("../../../domain/tests/golden/note_added.1.json"),
    include_str!("../../../domain/tests/golden/notice_seen.1.json"),
    include_str!("../../../domain/tests/golden/outcome_recorded.1.json"),
    include_str!("../../../domain/tests/golden/parked_settled.1.json"),
    include_str!("../../../domain/tests/golden/person_responded.1.json"),
    include_str!("../../../domain/tests/golden/photo_added.1.json"),
    include_str!("../../../domain/tests/golden/proposal_answered.1.json"),
    include_str!("../../../domain/tests/golden/proposal_made.1.json"),
    include_str!("../../../domain/tests/golden/receipt_confirmed.1.json"),
    include_str!("../../../domain/tests/golden/remedy_assigned.1.json"),
    include_str!("../../../domain/tests/golden/reopened.1.json"),
    include_str!("../../../domain/tests/golden/repaired.1.json"),
    include_str!("../../../domain/tests/golden/ruled.1.json"),
    include_str!("../../../domain/tests/golden/satisfaction_measured.1.json"),
    include_str!("../../../domain/tests/golden/signature_taken.1.json"),
    include_str!("../../../domain/tests/golden/solved_informally.1.json"),
    include_str!("../../../domain/tests/golden/term_chosen.1.json"),
    include_str!("../../../domain/tests/golden/term_extended.1.json"),
    include_str!("../../../domain/tests/golden/visit_cancelled.1.json"),
    include_str!("../../../domain/tests/golden/visit_failed.1.json"),
    include_str!("../../../domain/tests/golden/visit_planned.1.json"),
    include_str!("../../../domain/tests/golden/visited.1.json"),
    include_str!("../../../domain/tests/golden/withdrawn.1.json"),
];

/// Whom and what the golden files name.
const SOMEBODY: &str = "01930000-0000-7000-8000-000000000014";
const SOMEBODY_ELSE: &str = "01930000-0000-7000-8000-000000000015";
const SOME_VISIT: &str = "01930000-0000-7000-8000-00000000000a";

/// The event of a sample, about these people and this visit.
pub fn sample(
    which: usize,
    people: [PersonId; 2],
    visit: VisitId,
) -> Result<Event, serde_json::Error> {
    let text = SAMPLES[which % SAMPLES.len()]
        .replace(SOMEBODY, &people[0].to_string())
        .replace(SOMEBODY_ELSE, &people[1].to_string())
        .replace(SOME_VISIT, &visit.0.to_string());
    serde_json::from_str(&text)
}
