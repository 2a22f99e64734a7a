//! Judging, solving and ending (GP-08, GP-09, GP-10, GP-12).

use super::Case;
use chrono::{DateTime, NaiveDate, Utc};
use domain::event::*;
use domain::person::Role;

impl<'a> Case<'a> {
    /// The regional manager takes it (GP-12).
    pub fn take_decentral(&mut self, at: DateTime<Utc>) {
        let reason = self.text(&TAKEN);
        let to = Some(self.manager.person);
        self.decentral = true;
        self.say(
            self.manager,
            at,
            HandlerChanged {
                handling: Handling::Decentral,
                to,
                reason,
            },
        );
    }

    /// Puts it on the agenda of a meeting (GP-08).
    pub fn agenda(&mut self, at: DateTime<Utc>, on: NaiveDate) {
        self.say(self.handler(at), at, BroughtToMeeting { on });
    }

    /// Judges it, in a meeting or between meetings (GP-08).
    pub fn rule(&mut self, at: DateTime<Utc>, founded: bool, meeting: Option<NaiveDate>) {
        let reasons = self.own(if founded {
            self.topic.founded
        } else {
            self.topic.unfounded
        });
        let ruling = if founded { "founded" } else { "unfounded" };
        let with = if self.decentral {
            vec![]
        } else {
            vec![self.world.management(&mut self.chance).person]
        };
        self.say(
            self.handler(at),
            at,
            Ruled {
                ruling: ruling.into(),
                reasons,
                meeting,
                with,
                ..Ruled::default()
            },
        );
    }

    /// Gives the work to the technician, or to the desk when there is nothing to do on site (GP-10).
    pub fn assign(&mut self, at: DateTime<Utc>) {
        let to = if self.topic.fault.is_some() {
            self.technician
        } else {
            self.handler(at)
        };
        let what = self.own(self.topic.remedy);
        self.say(
            self.handler(at),
            at,
            RemedyAssigned {
                to: to.person,
                what,
            },
        );
    }

    /// Solved from behind a desk.
    pub fn solve_at_desk(&mut self, at: DateTime<Utc>) {
        let what = self.own(self.topic.repaired);
        self.say(
            self.handler(at),
            at,
            Repaired {
                visit: None,
                what,
                photos: vec![],
            },
        );
    }

    /// The quality manager reads the notice (GP-10).
    pub fn notice(&mut self, at: DateTime<Utc>) {
        for reader in self.world.of_role(Role::QualityManager) {
            self.say(
                reader,
                at,
                NoticeSeen {
                    notice: "founded_complaint".into(),
                },
            );
        }
    }

    /// Tells the outcome in writing.
    pub fn answer(&mut self, at: DateTime<Utc>, founded: bool) {
        let channel = if self.complainant.email.is_empty() {
            "letter"
        } else {
            "email"
        };
        let name = salutation(&self.complainant.name);
        let middle = self.own(if founded {
            self.topic.answer_founded
        } else {
            self.topic.answer_unfounded
        });
        let end = self.text(&GOODBYE);
        let text = format!(
            "{name},\n\n{middle} {end}\n\nMet vriendelijke groet,\n{}\nGlaspunt",
            self.handler(at).name
        );
        self.say(
            self.handler(at),
            at,
            OutcomeRecorded {
                channel: channel.into(),
                text,
                ..OutcomeRecorded::default()
            },
        );
    }

    pub fn close(&mut self, at: DateTime<Utc>) {
        let remark = if self.chance.percent(30) {
            self.text(&CLOSED)
        } else {
            String::new()
        };
        self.say(self.handler(at), at, Closed { remark });
    }

    pub fn reopen(&mut self, at: DateTime<Utc>) {
        let reason = self.text(&REOPENED);
        self.say(self.handler(at), at, Reopened { reason });
    }

    pub fn withdraw(&mut self, at: DateTime<Utc>) {
        let reason = self.text(&WITHDRAWN);
        self.say(self.handler(at), at, Withdrawn { reason });
    }
}

fn salutation(name: &str) -> String {
    match name.split_once(' ') {
        Some(("Mevrouw", rest)) => format!("Geachte mevrouw {rest}"),
        Some(("De", rest)) => format!("Geachte {rest}"),
        Some(("Familie", rest)) => format!("Beste familie {rest}"),
        _ => format!("Beste {name}"),
    }
}

const TAKEN: [&str; 4] = [
    "Ik ken deze klant en pak het zelf op.",
    "Speelt meer in deze straat, ik ga er zelf achteraan.",
    "Kan ik in de regio snel oplossen.",
    "Klant vroeg naar mij, ik neem de behandeling over.",
];

const GOODBYE: [&str; 4] = [
    "Bent u het er niet mee eens, laat het ons dan binnen vier weken weten.",
    "Hebt u nog vragen, dan mag u ons altijd bellen.",
    "Wij hopen dat het zo naar uw zin is opgelost.",
    "Dank dat u de moeite hebt genomen om het ons te vertellen.",
];

const CLOSED: [&str; 4] = [
    "Klant heeft gebeld, is tevreden.",
    "Geen reactie meer ontvangen.",
    "Klant dankt voor de snelle hulp.",
    "Afgehandeld.",
];

const REOPENED: [&str; 4] = [
    "Klant belt: de klacht is terug na de eerste regen.",
    "Klant is het niet eens met de uitkomst en stuurt nieuwe foto's.",
    "Het herstel heeft niet gehouden.",
    "Zelfde gebrek is nu ook bij het raam ernaast te zien.",
];

const WITHDRAWN: [&str; 5] = [
    "Klant heeft het zelf opgelost, het rubber was uit de sponning geschoten.",
    "Klant trekt de klacht in: het bleek de oude ruit van de buren te zijn.",
    "Klant is verhuisd en ziet ervan af.",
    "Verzekering heeft het al geregeld.",
    "Klant was in de war met een ander bedrijf en biedt excuus aan.",
];
