//! What people record.

use super::Run;
use super::samples::sample;
use crate::world::MANAGEMENT;
use chrono::{DateTime, TimeDelta, Utc};
use domain::event::*;
use domain::id::*;
use domain::party::{Address, Field, Party, PartyField};
use uuid::Uuid;

impl Run<'_> {
    /// Something that people record.
    pub(super) fn something(&mut self, what: u32) -> serde_json::Result<Event> {
        self.number += 1;
        let (now, part) = (self.now, what / 20);
        let technician = self.world.people[[1, 3][part as usize % 2]].actor.person;
        let visit = VisitId(Uuid::from_u128(7 + u128::from(part % 4)));
        Ok(match what % 20 {
            0..=2 => NoteAdded {
                text: format!("Notitie {}", self.number),
            }
            .into(),
            5..=7 => DetailChanged {
                field: field(part),
                value: format!("06{:08}", 10_000_000 + part),
            }
            .into(),
            8 => InspectionRequested {
                reason: "Is de rand heel?".into(),
            }
            .into(),
            9 | 10 => VisitPlanned {
                visit,
                purpose: if part.is_multiple_of(3) {
                    Purpose::Repair
                } else {
                    Purpose::Inspection
                },
                technician,
                at: now + TimeDelta::hours(20 + i64::from(part % 7)),
                minutes: 60,
                remark: String::new(),
            }
            .into(),
            11 => Visited {
                visit,
                purpose: Purpose::Inspection,
                advice: Some(Advice::Founded),
                reasons: "Lek.".into(),
            }
            .into(),
            12 => Ruled {
                ruling: ["founded", "unfounded"][part as usize % 2].into(),
                reasons: "Lekke rand.".into(),
                meeting: None,
                with: vec![MANAGEMENT],
                ..Ruled::default()
            }
            .into(),
            13 => HandlerChanged {
                handling: [Handling::Central, Handling::Decentral][part as usize % 2],
                to: None,
                reason: String::new(),
            }
            .into(),
            14 => OutcomeRecorded {
                channel: "email".into(),
                text: "Wij hebben het hersteld.".into(),
                ..OutcomeRecorded::default()
            }
            .into(),
            15 => Repaired {
                visit: None,
                what: "Ruit vervangen.".into(),
                photos: vec![],
            }
            .into(),
            16 => Closed {
                remark: String::new(),
            }
            .into(),
            17 => Reopened {
                reason: "Het lekt weer.".into(),
            }
            .into(),
            18 => ReceiptConfirmed {
                channel: "email".into(),
                text: String::new(),
            }
            .into(),
            _ => {
                let colleague = self.world.people[part as usize % 5].actor.person;
                let people = [
                    [technician, MANAGEMENT, colleague][part as usize % 3],
                    MANAGEMENT,
                ];
                let which = part as usize + usize::try_from(self.number).unwrap_or_default();
                sample(which, people, visit)?
            }
        })
    }
}

pub(super) fn registration(number: u128, region: u32, now: DateTime<Utc>) -> Registered {
    Registered {
        kind: "complaint".into(),
        channel: "telephone".into(),
        received_at: now,
        complainant: Party {
            name: format!("Klager {number}"),
            address: Address {
                street: "Kerkstraat".into(),
                number: number.to_string(),
                postcode: "6825 MN".into(),
                city: "Arnhem".into(),
            },
            phone: "0612345678".into(),
            ..Party::default()
        },
        customer: None,
        site: None,
        description: "Condens tussen de bladen.".into(),
        category: String::new(),
        region: ["oost", "west", "oost"][region as usize % 3].into(),
        reference: String::new(),
        about: vec![],
        ..Registered::default()
    }
}

/// One of a few values, so that two people often set the same one.
fn field(number: u32) -> Field {
    let party = |phone: bool| {
        if phone {
            PartyField::Phone
        } else {
            PartyField::Name
        }
    };
    Field::Complainant(party(number.is_multiple_of(2)))
}

pub(super) fn finding(number: u128, photo: Photo) -> FindingRecorded {
    FindingRecorded {
        finding: FindingId(Uuid::from_u128(number)),
        visit: None,
        pane: Pane::default(),
        fault: Fault::EdgeSeal,
        marks: vec![],
        sketch: None,
        measurements: vec![],
        viewing_distance: None,
        light: None,
        cause: None,
        text: "Condens.".into(),
        photos: vec![photo],
    }
}
