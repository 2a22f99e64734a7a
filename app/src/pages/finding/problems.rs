//! What keeps a finding from being saved, at its field.

use super::draft::Draft;
use crate::local::device;
use crate::ui::quantity::{field_id, no_number, problem};
use crate::words::{language, tr};
use domain::event::Event;
use domain::id::VisitId;
use domain::procedure::Procedure;
use domain::validate;

/// The messages, each for its field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems {
    pub fault: Option<String>,
    pub text: Option<String>,
    pub distance: Option<String>,
    /// The id of the first field of a measurement that is wrong; the field itself tells why.
    pub measured: Option<String>,
    /// What stands at no field.
    pub other: Option<String>,
}

impl Problems {
    pub fn of(draft: &Draft, visit: VisitId, procedure: &Procedure) -> Problems {
        let mut problems = Problems::default();
        let wrong = draft.measured.iter().find(|typed| problem(typed).is_some());
        problems.measured = wrong.map(|(quantity, _)| field_id(*quantity));
        if !draft.distance.trim().is_empty() && validate::number(&draft.distance).is_none() {
            problems.distance = Some(no_number());
        }
        let Some(finding) = draft.finding(visit) else {
            problems.fault = Some(tr("Kies wat er mis is.", "Choose what is wrong.").into());
            return problems;
        };
        for problem in validate::event(&Event::from(finding), procedure, device::now()) {
            let message = Some(problem.message(language()));
            match problem.field.as_str() {
                "text" => problems.text = message,
                "viewing_distance" => problems.distance = message,
                "measurement" => {}
                _ => problems.other = message,
            }
        }
        problems
    }

    /// The id of the first field that needs attention, in the order of the form.
    pub fn first(&self) -> Option<&str> {
        let at = |problem: &Option<String>, id| problem.as_ref().map(|_| id);
        at(&self.fault, "fault-0")
            .or(self.measured.as_deref())
            .or(at(&self.distance, "distance"))
            .or(at(&self.text, "finding-text"))
            .or(at(&self.other, "main"))
    }
}
