//! What devices send: push, pull, and the events in it.

use crate::feed;
use chrono::{DateTime, Utc};
use domain::admit::{Verdict, admit};
use domain::dossier::Dossier;
use domain::event::EventKind;
use domain::id::{DeviceId, DossierId, EventId, OrganisationId, PersonId};
use domain::language::Language;
use domain::obligation::open_obligations;
use domain::permission::may_see;
use domain::person::{Actor, Role};
use domain::record::{Envelope, Payload, Recorded};
use std::path::Path;
use sync::message::{Changes, Pull, Push, Receipts};
use uuid::Uuid;

const PERSON: PersonId = PersonId(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0014));

fn golden() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/golden");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    assert!(texts.len() >= EventKind::ALL.len());
    texts
}

fn at() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn envelope(payload: Payload, base: u64) -> Envelope {
    Envelope {
        id: EventId(Uuid::from_u128(1)),
        dossier: DossierId(Uuid::from_u128(2)),
        author: PERSON,
        device: DeviceId(Uuid::from_u128(3)),
        sequence: 1,
        device_time: at(),
        clock_offset: 0,
        base,
        hash: payload.hash(),
        payload,
    }
}

/// Whatever can be read as an event is judged and, when it is admitted, folded, told and read again.
#[test]
fn events() {
    let procedure = server::procedures::Procedures::load(None)
        .unwrap()
        .get("glaspunt")
        .unwrap();
    let actor = Actor {
        person: PERSON,
        organisation: OrganisationId(Uuid::nil()),
        roles: [Role::Coordinator, Role::Management].into(),
        regions: ["oost".to_owned()].into(),
    };
    let texts = golden();
    let opening = texts
        .iter()
        .find(|text| text.contains("registered.1"))
        .unwrap();
    let opening = opening.replace("\"01930000-0000-7000-8000-000000000014\"", "");
    let opening = Recorded {
        position: 1,
        received_at: at(),
        envelope: envelope(Payload::from_text(opening.trim().to_owned()).unwrap(), 0),
    };
    let dossier = Dossier::open(&opening).unwrap();
    let samples: Vec<Vec<u8>> = texts.into_iter().map(String::into_bytes).collect();
    let words: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.tag()).collect();
    let admitted = std::cell::Cell::new(0_u64);
    feed("events", &samples, &words, |input| {
        let Ok(text) = std::str::from_utf8(input) else {
            return;
        };
        let Ok(payload) = Payload::from_text(text.trim().to_owned()) else {
            return;
        };
        let _ = (payload.tag(), payload.has_nul());
        let Some(event) = payload.event() else { return };
        // Of numbers that are longer than anybody measures the last digit is read roughly, everywhere alike.
        let digits = |c: char| !(c.is_ascii_digit() || c == '.');
        if text.split(digits).any(|number| number.len() > 16) {
            return;
        }
        let again = Payload::of(&event).unwrap();
        assert_eq!(
            again.event().as_ref().map(|e| format!("{e:?}")),
            Some(format!("{event:?}")),
            "read otherwise the second time"
        );
        let envelope = envelope(payload, 1);
        let verdict = admit(Some(&dossier), &envelope, &actor, &[], &procedure, at());
        let _ = admit(None, &envelope, &actor, &[], &procedure, at());
        if matches!(verdict, Verdict::Parked { .. }) {
            return;
        }
        admitted.set(admitted.get() + 1);
        let mut folded = dossier.clone();
        let recorded = Recorded {
            position: 2,
            received_at: at(),
            envelope,
        };
        folded.apply(&recorded);
        let _ = (
            may_see(&actor, &folded, &procedure),
            open_obligations(&folded, &procedure, at()),
        );
        let _ = folded.summary(&procedure, at());
        let told = serde_json::to_string(&folded).unwrap();
        assert_eq!(serde_json::from_str::<Dossier>(&told).unwrap(), folded);
    });
    assert!(
        admitted.get() > 0,
        "nothing was admitted, so little was tried"
    );
}

#[test]
fn pushes_and_pulls() {
    let envelopes: Vec<Envelope> = golden()
        .into_iter()
        .map(|text| envelope(Payload::from_text(text.trim().to_owned()).unwrap(), 1))
        .collect();
    let mut samples: Vec<Vec<u8>> = envelopes
        .chunks(3)
        .map(|part| {
            serde_json::to_vec(&Push {
                envelopes: part.to_vec(),
            })
            .unwrap()
        })
        .collect();
    samples.push(
        br#"{"since":{"epoch":"a-1-b","horizon":12345},"heads":null,"reference":"abc"}"#.to_vec(),
    );
    samples.push(
        br#"{"heads":{"01930000-0000-7000-8000-000000000014":{"head":3,"hash":"abcdef"}}}"#
            .to_vec(),
    );
    feed(
        "messages",
        &samples,
        &["envelopes", "heads", "since", "payload"],
        |input| {
            if let Ok(push) = serde_json::from_slice::<Push>(input) {
                for envelope in &push.envelopes {
                    let _ = (
                        envelope.payload.hash(),
                        envelope.payload.event(),
                        envelope.told_time(),
                    );
                }
                let told = serde_json::to_vec(&push).unwrap();
                assert_eq!(serde_json::from_slice::<Push>(&told).unwrap(), push);
            }
            if let Ok(pull) = serde_json::from_slice::<Pull>(input) {
                let told = serde_json::to_vec(&pull).unwrap();
                assert_eq!(serde_json::from_slice::<Pull>(&told).unwrap(), pull);
            }
            // A device reads what stands in the server's place.
            let _ = serde_json::from_slice::<Receipts>(input);
            let _ = serde_json::from_slice::<Changes>(input);
            let _ = serde_json::from_slice::<app::api::ApiError>(input)
                .map(|error| error.message(Language::Nl));
        },
    );
}
