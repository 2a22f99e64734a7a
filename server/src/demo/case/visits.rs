//! Visits: asked for, planned, in vain or done, with what was found there (GP-07), and the repair (GP-09).

use super::Case;
use crate::demo::pictures::Subject;
use crate::demo::stories::Seen;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::event::*;
use domain::id::{FindingId, VisitId};

impl<'a> Case<'a> {
    /// GP-07.
    pub fn request(&mut self, at: DateTime<Utc>) {
        let reason = self.text(self.topic.look);
        self.say(self.handler(at), at, InspectionRequested { reason });
    }

    /// Plans a visit.
    pub fn plan(&mut self, at: DateTime<Utc>, visit_at: DateTime<Utc>, purpose: Purpose) {
        let visit = VisitId(self.chance.id_at(at));
        self.visit = Some((visit, purpose));
        let remark = self.text(&AGREED);
        self.say_planned(at, visit_at, visit, purpose, remark);
    }

    /// Gives the planned visit another moment.
    pub fn replan(&mut self, at: DateTime<Utc>, visit_at: DateTime<Utc>, remark: &str) {
        if let Some((visit, purpose)) = self.visit {
            self.say_planned(at, visit_at, visit, purpose, remark.to_owned());
        }
    }

    pub fn cancel_visit(&mut self, at: DateTime<Utc>, reason: &str) {
        if let Some((visit, _)) = self.visit {
            self.say(
                self.handler(at),
                at,
                VisitCancelled {
                    visit,
                    reason: reason.into(),
                },
            );
        }
    }

    /// The technician stood there in vain.
    pub fn fail(&mut self, at: DateTime<Utc>, reason: FailedReason) {
        let Some((visit, _)) = self.visit else { return };
        let remark = match reason {
            FailedReason::NobodyHome => self.text(&NOBODY),
            _ => self.text(&NO_ACCESS),
        };
        self.say(
            self.technician,
            at,
            VisitFailed {
                visit,
                reason,
                remark,
            },
        );
    }

    /// The inspection: findings, a signature, "visited". All of it may reach the server later.
    pub fn inspect(&mut self, at: DateTime<Utc>, founded: bool) {
        let Some((visit, _)) = self.visit else { return };
        let received = self.back_online(at, 42);
        let mut clock = at;
        for number in 0..self.findings_to_record() {
            clock = self.after(clock, 3, 8);
            let finding = self.finding(visit, number, clock, founded);
            self.say_later(self.technician, clock, received, finding);
        }
        if self.chance.percent(30) {
            clock = self.after(clock, 1, 2);
            let photo = self.photo(Subject::Room, Moment::Inspection, clock);
            let event = photo.map(|photo| PhotoAdded {
                visit: Some(visit),
                photo,
            });
            event
                .into_iter()
                .for_each(|event| self.say_later(self.technician, clock, received, event));
        }
        clock = self.after(clock, 1, 3);
        self.sign(
            visit,
            clock,
            received,
            "Ik heb gezien wat de monteur heeft vastgelegd.",
        );
        clock = self.after(clock, 1, 2);
        let advice = if founded {
            Advice::Founded
        } else {
            Advice::Unfounded
        };
        let advice = if self.chance.percent(8) {
            Advice::Undecided
        } else {
            advice
        };
        let reasons = self.text(if founded { &FOUNDED } else { &UNFOUNDED });
        let visited = Visited {
            visit,
            purpose: Purpose::Inspection,
            advice: Some(advice),
            reasons,
        };
        self.say_later(self.technician, clock, received, visited);
    }

    /// The glass that is needed is not in stock.
    pub fn order_glass(&mut self, at: DateTime<Utc>, expected: NaiveDate) {
        let what = self.own(self.topic.glass);
        self.say(
            self.technician,
            at,
            GlassOrdered {
                what,
                expected: Some(expected),
            },
        );
    }

    pub fn glass_in(&mut self, at: DateTime<Utc>) {
        self.say(self.world.desk(at), at, GlassArrived {});
    }

    /// The repair, with photos before and after and a signature.
    pub fn repair(&mut self, at: DateTime<Utc>) {
        let Some((visit, _)) = self.visit else { return };
        let received = self.back_online(at, 115);
        let before = self.photo(self.topic.subject, Moment::Before, at);
        let event = before.map(|photo| PhotoAdded {
            visit: Some(visit),
            photo,
        });
        event
            .into_iter()
            .for_each(|event| self.say_later(self.technician, at, received, event));
        let mut clock = self.after(at, 30, 95);
        let what = self.own(self.topic.repaired);
        let photos = self
            .photo(Subject::Repaired, Moment::After, clock)
            .into_iter()
            .collect();
        self.say_later(
            self.technician,
            clock,
            received,
            Repaired {
                visit: Some(visit),
                what,
                photos,
            },
        );
        clock = self.after(clock, 2, 6);
        self.sign(
            visit,
            clock,
            received,
            "Het herstel is naar tevredenheid uitgevoerd.",
        );
        clock = self.after(clock, 1, 2);
        let visited = Visited {
            visit,
            purpose: Purpose::Repair,
            advice: None,
            reasons: String::new(),
        };
        self.say_later(self.technician, clock, received, visited);
    }

    fn say_planned(
        &mut self,
        at: DateTime<Utc>,
        visit_at: DateTime<Utc>,
        visit: VisitId,
        purpose: Purpose,
        remark: String,
    ) {
        let minutes = if purpose == Purpose::Repair { 120 } else { 45 };
        let technician = self.technician.person;
        self.say(
            self.handler(at),
            at,
            VisitPlanned {
                visit,
                purpose,
                technician,
                at: visit_at,
                minutes,
                remark,
            },
        );
    }

    /// Mostly at once; one in five times the tablet had no network until later that day.
    fn back_online(&mut self, at: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
        let done = at + TimeDelta::minutes(minutes);
        if self.chance.percent(20) {
            self.after(done, 20, 100)
        } else {
            done
        }
    }

    fn findings_to_record(&mut self) -> i64 {
        let extra = self
            .chance
            .between(0, 2)
            .min(i64::try_from(self.talk / 6).unwrap_or(0));
        self.talk -= usize::try_from(extra).unwrap_or(0);
        1 + i64::from(self.chance.percent(45)) + i64::from(self.chance.percent(15)) + extra
    }

    fn finding(
        &mut self,
        visit: VisitId,
        number: i64,
        at: DateTime<Utc>,
        founded: bool,
    ) -> FindingRecorded {
        let fitting: Vec<&Seen> = self
            .topic
            .seen
            .iter()
            .filter(|seen| seen.founded == founded)
            .collect();
        let (text, cause) = match fitting.get(self.variant % fitting.len().max(1)) {
            Some(seen) if number == 0 => (self.facts.fill(seen.text), Some(seen.cause)),
            _ => (self.text(&SECOND), None),
        };
        let count = self.chance.between(1, 2) as usize;
        let measures = self.chance.some(self.topic.measures, count);
        let measurements = measures
            .into_iter()
            .map(|(quantity, low, high)| {
                let tenths = self
                    .chance
                    .between((low * 10.0) as i64, (high * 10.0) as i64);
                let value = if *high > 200.0 {
                    tenths / 10 * 10
                } else {
                    tenths
                };
                Measurement {
                    quantity: *quantity,
                    value: value as f64 / 10.0,
                }
            })
            .collect();
        let fault = self.topic.fault.unwrap_or(Fault::Other);
        let photos = (0..self.chance.between(1, 3))
            .filter_map(|_| self.photo(self.topic.subject, Moment::Inspection, at))
            .collect();
        let marks = (0..self.chance.between(0, 2))
            .map(|_| Mark {
                x: self.chance.between(8, 92) as f32 / 100.0,
                y: self.chance.between(8, 95) as f32 / 100.0,
            })
            .collect();
        FindingRecorded {
            finding: FindingId(self.chance.id_at(at)),
            visit: Some(visit),
            pane: Pane {
                room: self.facts.room.into(),
                element: self.facts.bare_element().into(),
            },
            fault,
            marks,
            sketch: None,
            measurements,
            viewing_distance: (fault == Fault::Scratch).then_some(3.0),
            light: Some(if self.chance.percent(75) {
                Light::DiffuseDaylight
            } else {
                self.chance.pick(&Light::ALL)
            }),
            cause,
            text,
            photos,
        }
    }

    fn photo(&mut self, subject: Subject, moment: Moment, at: DateTime<Utc>) -> Option<Photo> {
        let file = self
            .world
            .gallery
            .photo(subject, &mut self.chance)?
            .file
            .clone();
        let caption = self.chance.pick(subject.captions()).to_owned();
        Some(Photo {
            file,
            caption,
            taken_at: Some(at - TimeDelta::seconds(self.chance.between(20, 110))),
            moment,
        })
    }

    fn sign(
        &mut self,
        visit: VisitId,
        at: DateTime<Utc>,
        received: DateTime<Utc>,
        statement: &str,
    ) {
        let Some(picture) = self
            .world
            .gallery
            .signature(&mut self.chance)
            .map(|picture| picture.file.clone())
        else {
            return;
        };
        let signature = SignatureTaken {
            visit: Some(visit),
            name: self.complainant.name.clone(),
            statement: statement.into(),
            picture,
            points: String::new(),
        };
        self.say_later(self.technician, at, received, signature);
    }
}

const AGREED: [&str; 9] = [
    "Bewoner is thuis.",
    "Graag bellen als u onderweg bent.",
    "Let op: de bel doet het niet.",
    "",
    "Sleutel ligt bij de buren op 14.",
    "Parkeren achter het huis.",
    "Bewoner werkt thuis, kan de hele dag.",
    "Hond gaat in de andere kamer.",
    "Klant heeft zelf een trap.",
];

const NOBODY: [&str; 4] = [
    "Tien minuten gewacht en twee keer gebeld. Kaartje achtergelaten.",
    "Niemand deed open. Buurvrouw zegt dat ze aan het werk zijn.",
    "Niet thuis. Telefoon gaat naar de voicemail, ingesproken.",
    "Klant was de afspraak vergeten en zit in de trein.",
];

const NO_ACCESS: [&str; 2] = [
    "Steiger van de schilder staat ervoor, kan er niet bij.",
    "Poort op slot, geen sleutel aanwezig.",
];

const FOUNDED: [&str; 4] = [
    "Dit ligt aan ons werk, zie de foto's.",
    "Klacht klopt. Zie de bevinding.",
    "Bewoner heeft gelijk, dit hoort niet zo.",
    "Duidelijk te zien en te voelen. Mijn advies: herstellen.",
];

const UNFOUNDED: [&str; 3] = [
    "Niet door ons werk ontstaan, zie de foto's. Heb het de bewoner uitgelegd.",
    "Geen gebrek gevonden dat bij ons hoort.",
    "Bewoner begrijpt de uitleg, maar is teleurgesteld.",
];

const SECOND: [&str; 6] = [
    "Ook {raam} nagekeken, daar is niets aan te zien.",
    "Zelfde beeld bij het raam ernaast, maar minder.",
    "Kozijn en sponning zijn verder in goede staat.",
    "Overzicht van de gevel gemaakt voor het overleg.",
    "Bewoner wijst ook op een klein plekje linksboven; vastgelegd, geen gebrek.",
    "Maten genomen voor het geval dat er een nieuwe ruit komt.",
];
