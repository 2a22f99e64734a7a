//! Roles: whether everybody who is named exists, and may do what is asked of them.

use super::{Check, place};
use crate::event::EventKind;
use crate::person::Role;

impl Check<'_> {
    pub(super) fn people(&mut self) {
        let procedure = self.procedure;
        if procedure.roles.is_empty() {
            let right = "add a [[role]] for everybody who takes part";
            self.add(
                place!["id"],
                "nobody takes part: there is no [[role]]",
                right,
            );
        }
        for (index, role) in procedure.roles.iter().enumerate() {
            if role.like == Some(role.id) {
                let wrong = format!("`{}` cannot be like itself", role.id.word());
                self.add(
                    place!["role", index, "like"],
                    wrong,
                    "leave `like` out, or name another role",
                );
            }
            if procedure.roles[..index]
                .iter()
                .any(|other| other.id == role.id)
            {
                let wrong = format!("role `{}` stands here twice", role.id.word());
                self.add(place!["role", index, "id"], wrong, "put them together");
            }
        }
        for (index, notice) in procedure.notices.iter().enumerate() {
            self.triggers(place!["notice", index, "on"], &notice.on);
            self.roles(place!["notice", index, "to"], &[notice.to]);
            self.may(
                place!["notice", index, "to"],
                &[notice.to],
                EventKind::NoticeSeen,
            );
        }
        for (index, takeover) in procedure.takeovers.iter().enumerate() {
            self.triggers(place!["takeover", index, "on"], &takeover.on);
            self.triggers(place!["takeover", index, "until"], &takeover.until);
            self.roles(place!["takeover", index, "to"], &[takeover.to]);
            self.roles(place!["takeover", index, "from"], takeover.from.as_slice());
            if takeover.from == Some(takeover.to) {
                let wrong = format!("`{}` takes over from itself", takeover.to.word());
                self.add(
                    place!["takeover", index, "from"],
                    wrong,
                    "name another role, or leave `from` out",
                );
            }
        }
        for (index, escalation) in procedure.escalations.iter().enumerate() {
            self.roles(place!["escalation", index, "to"], &[escalation.to]);
        }
        for (index, report) in procedure.reports.iter().enumerate() {
            self.roles(place!["report", index, "by"], &[report.by]);
            self.roles(place!["report", index, "to"], &report.to);
            self.roles(place!["report", index, "decided_by"], &report.decided_by);
            let reads = |role: &&Role| !report.readers().contains(role);
            if let Some(role) = report.decided_by.iter().find(reads) {
                let wrong = format!("`{}` decides on what it does not get", role.word());
                self.add(
                    place!["report", index, "decided_by"],
                    wrong,
                    "name the role in `to` as well",
                );
            }
            if !report.every.unit.is_calendar() {
                self.add(
                    place!["report", index, "every"],
                    "a report is made over days, weeks, months or years",
                    "write `1 week`, `3 months` or `1 year`",
                );
            }
        }
        for (index, body) in procedure.bodies.iter().enumerate() {
            self.roles(place!["body", index, "by"], &body.by);
            self.may(place!["body", index, "by"], &body.by, EventKind::Ruled);
            self.triggers(place!["body", index, "first"], &body.first);
            let known: Vec<&str> = procedure.rulings.iter().map(|r| r.id.as_str()).collect();
            for (at, ruling) in body.rulings.iter().enumerate() {
                self.known(
                    place!["body", index, "rulings", at],
                    "ruling",
                    ruling,
                    &known,
                );
            }
        }
        if let Some(role) = procedure.meeting.as_ref().and_then(|m| m.attended_by) {
            self.roles(place!["meeting", "attended_by"], &[role]);
        }
        if let Some(handler) = &procedure.handler {
            self.roles(place!["handler", "central"], &[handler.central]);
            self.roles(place!["handler", "decentral"], handler.decentral.as_slice());
            self.roles(place!["handler", "others"], &handler.others);
            self.may(
                place!["handler", "central"],
                &[handler.central],
                EventKind::OutcomeRecorded,
            );
        }
        if let Some(role) = procedure.involving.as_ref().and_then(|i| i.through) {
            self.roles(place!["involving", "through"], &[role]);
        }
        if let Some(mediation) = &procedure.mediation {
            self.roles(place!["mediation", "by"], &[mediation.by]);
            let known: Vec<&str> = procedure.categories.iter().map(|c| c.id.as_str()).collect();
            for (at, category) in mediation.categories.iter().enumerate() {
                self.known(
                    place!["mediation", "categories", at],
                    "category",
                    category,
                    &known,
                );
            }
        }
    }

    /// Whether roles have the right that is asked of them.
    pub(super) fn may(&mut self, place: &[String], roles: &[Role], kind: EventKind) {
        let recorders = self.reachable.recorders(kind);
        let known = |role: &&Role| self.procedure.roles.iter().any(|rule| rule.id == **role);
        let without: Vec<Role> = roles
            .iter()
            .filter(known)
            .filter(|role| !recorders.contains(role))
            .copied()
            .collect();
        for role in without {
            let (name, word) = (kind.name(), role.word());
            let wrong = format!("`{word}` may not record `{name}`");
            let right = format!(
                "name `{word}` in the `by` of [[step]] event = \"{name}\", or name another role"
            );
            self.add(place, wrong, right);
        }
    }
}
