//! Finding things in a procedure by their ids, and what they are called.

use super::*;
use crate::dossier::Dossier;
use crate::event::EventKind;
use crate::language::{Language, Text};
use crate::moment;
use crate::party::Field;
use crate::person::Role;

impl Procedure {
    /// A pause that people may begin.
    pub fn pause(&self, id: &str) -> Option<&PauseRule> {
        self.pauses
            .iter()
            .find(|pause| pause.id.as_deref() == Some(id))
    }

    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    pub fn ruling(&self, id: &str) -> Option<&Ruling> {
        self.rulings.iter().find(|ruling| ruling.id == id)
    }

    pub fn obligation(&self, id: &str) -> Option<&ObligationRule> {
        self.obligations.iter().find(|rule| rule.id == id)
    }

    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// The body that rules; an empty id is the first, or nothing where the procedure names none.
    pub fn body(&self, id: &str) -> Option<&Body> {
        if id.is_empty() {
            self.bodies.first()
        } else {
            self.bodies.iter().find(|body| body.id == id)
        }
    }

    pub fn escalation(&self, to: Role) -> Option<&Escalation> {
        self.escalations
            .iter()
            .find(|escalation| escalation.to == to)
    }

    pub fn step(&self, kind: EventKind) -> Option<&StepRule> {
        self.steps.iter().find(|step| step.event == kind.name())
    }

    /// Whether a kind of report is handled.
    pub fn handles(&self, kind: &str) -> bool {
        self.kind(kind).is_some_and(|kind| kind.runs_procedure)
    }

    /// The organisation's stage of a dossier: what it entered last; `None` where the procedure names no stages.
    pub fn stage(&self, dossier: &Dossier) -> Option<&StageRule> {
        let entered = |triggers: &[String]| {
            self.stages
                .iter()
                .find(|stage| stage.enters.iter().any(|enter| triggers.contains(enter)))
        };
        dossier
            .occurrences
            .iter()
            .rev()
            .find_map(|occurrence| entered(&occurrence.triggers))
    }

    /// Whether a severity goes before the others (FC-06).
    pub fn is_urgent(&self, severity: &str) -> bool {
        self.severities
            .iter()
            .any(|known| known.id == severity && known.urgent)
    }

    /// What the organisation calls a role.
    pub fn role_name(&self, role: Role, language: Language) -> String {
        let own = self.roles.iter().find(|name| name.id == role);
        own.map_or_else(
            || role.label(language).to_owned(),
            |name| name.name.get(language).to_owned(),
        )
    }

    /// What the organisation calls an event.
    pub fn step_name(&self, kind: EventKind, language: Language) -> String {
        let own = self.step(kind).and_then(|step| step.name.as_ref());
        own.map_or_else(
            || kind.label(language).to_owned(),
            |name| name.get(language).to_owned(),
        )
    }

    pub fn kind_name(&self, id: &str, language: Language) -> String {
        name_of(self.kinds.iter().map(|x| (&x.id, &x.name)), id, language)
    }

    pub fn channel_name(&self, id: &str, language: Language) -> String {
        name_of(self.channels.iter().map(|x| (&x.id, &x.name)), id, language)
    }

    pub fn category_name(&self, id: &str, language: Language) -> String {
        name_of(
            self.categories.iter().map(|x| (&x.id, &x.name)),
            id,
            language,
        )
    }

    /// What a field says, in words; the name of a region is not the procedure's to know.
    pub fn value_name(&self, field: Field, value: &str, language: Language) -> String {
        match field {
            Field::Category => self.category_name(value, language),
            Field::Severity => self.severity_name(value, language),
            Field::ArisenOn => value.parse().map_or_else(
                |_| value.to_owned(),
                |day| moment::day_with_year(day, language),
            ),
            _ => value.to_owned(),
        }
    }

    pub fn severity_name(&self, id: &str, language: Language) -> String {
        name_of(
            self.severities.iter().map(|x| (&x.id, &x.name)),
            id,
            language,
        )
    }

    pub fn ruling_name(&self, id: &str, language: Language) -> String {
        name_of(self.rulings.iter().map(|x| (&x.id, &x.name)), id, language)
    }

    pub fn body_name(&self, id: &str, language: Language) -> String {
        name_of(self.bodies.iter().map(|x| (&x.id, &x.name)), id, language)
    }

    pub fn topic_name(&self, id: &str, language: Language) -> String {
        name_of(self.topics.iter().map(|x| (&x.id, &x.name)), id, language)
    }

    pub fn cause_name(&self, id: &str, language: Language) -> String {
        name_of(self.causes.iter().map(|x| (&x.id, &x.name)), id, language)
    }

    pub fn measure_name(&self, id: &str, language: Language) -> String {
        name_of(self.measures.iter().map(|x| (&x.id, &x.name)), id, language)
    }

    pub fn obligation_name(&self, id: &str, language: Language) -> String {
        name_of(
            self.obligations.iter().map(|x| (&x.id, &x.name)),
            id,
            language,
        )
    }

    /// What a rule of admissibility is called; a closed channel is called by its name.
    pub fn admissibility_name(&self, id: &str, language: Language) -> String {
        if id == crate::admissible::CHANNEL {
            return language
                .pick("gesloten kanaal", "closed channel")
                .to_owned();
        }
        name_of(
            self.admissibility.iter().map(|x| (&x.id, &x.name)),
            id,
            language,
        )
    }
}

fn name_of<'a>(
    mut names: impl Iterator<Item = (&'a String, &'a Text)>,
    id: &str,
    language: Language,
) -> String {
    names
        .find(|(key, _)| *key == id)
        .map_or_else(|| id.to_owned(), |(_, name)| name.get(language).to_owned())
}
