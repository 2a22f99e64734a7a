//! Ids and names, and references between parts of a file.

use super::{Check, place};
use crate::event::EventKind;
use std::collections::BTreeSet;

impl Check<'_> {
    pub(super) fn names(&mut self) {
        let procedure = self.procedure;
        macro_rules! ids {
            ($($what:literal: $list:ident),* $(,)?) => {$(
                let ids: Vec<&str> = procedure.$list.iter().map(|entry| entry.id.as_str()).collect();
                self.ids($what, &ids);
            )*};
        }
        ids!(
            "kind": kinds, "channel": channels, "category": categories, "severity": severities,
            "admissibility": admissibility, "stage": stages, "ruling": rulings, "body": bodies,
            "obligation": obligations, "notice": notices, "topic": topics, "cause": causes,
            "measure": measures, "kpi": kpis, "report": reports,
        );
        for (index, body) in procedure.bodies.iter().enumerate() {
            if procedure.ruling(&body.id).is_some() {
                let wrong = format!("`{}` is a ruling and a body", body.id);
                self.add(
                    place!["body", index, "id"],
                    wrong,
                    "give one of them another id",
                );
            }
        }
        let present = [
            ("kind", procedure.kinds.is_empty()),
            ("channel", procedure.channels.is_empty()),
        ];
        for (what, _) in present.into_iter().filter(|(_, empty)| *empty) {
            let right = format!("add at least one [[{what}]] to take anything in");
            self.add(place!["id"], format!("there is no [[{what}]]"), right);
        }
        if let Some(meeting) = procedure.meeting.as_ref().filter(|m| m.weekday().is_none()) {
            let wrong = format!("`{}` is no weekday", meeting.weekday);
            let right = "write mon, tue, wed, thu, fri, sat or sun";
            self.add(place!["meeting", "weekday"], wrong, right);
        }
        for (index, kpi) in procedure.kpis.iter().enumerate() {
            let obligations: Vec<&str> = procedure
                .obligations
                .iter()
                .map(|rule| rule.id.as_str())
                .collect();
            self.known(
                place!["kpi", index, "obligation"],
                "obligation",
                &kpi.obligation,
                &obligations,
            );
            if kpi.percent > 100 {
                let wrong = format!("{} of a hundred cannot be", kpi.percent);
                self.add(
                    place!["kpi", index, "percent"],
                    wrong,
                    "write a number from 0 to 100",
                );
            }
        }
        if let Some(satisfaction) = procedure.satisfaction.as_ref().filter(|s| s.highest < 2) {
            let wrong = format!("a scale from 1 to {} says nothing", satisfaction.highest);
            self.add(place!["satisfaction", "highest"], wrong, "write 5 or 10");
        }
        self.stages();
        self.steps();
    }

    fn ids(&mut self, what: &str, ids: &[&str]) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.iter().enumerate() {
            let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
            if id.is_empty() || !id.bytes().all(letters) {
                let right = "an id is lower-case letters, digits and _";
                self.add(
                    place![what, index, "id"],
                    format!("{what} `{id}` is no id"),
                    right,
                );
            }
            if !seen.insert(id) {
                let wrong = format!("{what} `{id}` stands here twice");
                self.add(
                    place![what, index, "id"],
                    wrong,
                    "give one of them another id",
                );
            }
        }
    }

    /// Every stage can be entered, the first one with the registration.
    fn stages(&mut self) {
        let procedure = self.procedure;
        for (index, stage) in procedure.stages.iter().enumerate() {
            let place = place!["stage", index, "enters"].to_vec();
            if stage.enters.is_empty() {
                let wrong = format!("stage `{}` is unreachable: nothing enters it", stage.id);
                self.add(
                    place!["stage", index, "id"],
                    wrong,
                    "name an event in `enters`",
                );
            }
            for (at, enters) in stage.enters.iter().enumerate() {
                let place = [place.as_slice(), &[at.to_string()]].concat();
                if let Err((wrong, right)) = self.reachable.trigger(enters) {
                    let wrong = format!("stage `{}` is unreachable: {wrong}", stage.id);
                    self.add(&place, wrong, right);
                }
                let earlier = procedure.stages[..index].iter();
                if earlier
                    .flat_map(|stage| &stage.enters)
                    .any(|other| other == enters)
                {
                    let wrong = format!("`{enters}` enters an earlier stage already");
                    self.add(&place, wrong, "let it enter one stage only");
                }
            }
        }
        let begins = |stage: &super::super::StageRule| {
            let mut enters = stage.enters.iter();
            enters.any(|t| EventKind::of_trigger(t) == Some(EventKind::Registered))
        };
        if !procedure.stages.is_empty() && !procedure.stages.iter().any(begins) {
            let right = "let one stage be entered with `registered`";
            self.add(
                place!["stage", 0, "enters"],
                "a new report is in no stage",
                right,
            );
        }
    }

    fn steps(&mut self) {
        let procedure = self.procedure;
        let mut seen = BTreeSet::new();
        for (index, step) in procedure.steps.iter().enumerate() {
            let known: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
            if !known.contains(&step.event.as_str()) {
                let near = super::nearest(&step.event, &known);
                let right = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("write one of {}", super::listed(&known)),
                };
                let wrong = format!("there is no event `{}`", step.event);
                self.add(place!["step", index, "event"], wrong, right);
            }
            if !seen.insert(&step.event) {
                let wrong = format!("step `{}` stands here twice", step.event);
                self.add(place!["step", index, "event"], wrong, "put them together");
            }
            self.triggers(place!["step", index, "first"], &step.first);
            self.roles(place!["step", index, "by"], &step.by);
        }
    }
}
