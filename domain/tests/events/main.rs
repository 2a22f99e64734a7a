//! The wire form of every event is frozen: `golden/TAG.json` holds one of each version, as a device sent it.
//!
//! A file, once there, is never written again: `UPDATE_GOLDEN=1` only adds the files that are missing. When a test
//! fails here, do not change the file: give the event's new shape a new tag.

// Golden files are read and, where missing, added.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

mod examples;

use domain::event::*;
use domain::id::{FindingId, PersonId, VisitId};
use domain::party::Party;
use domain::record::Payload;
use examples::{examples, number};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[test]
fn every_event_keeps_its_shape() {
    let mut tags: BTreeSet<String> = EventKind::ALL
        .iter()
        .map(|kind| kind.tag().to_owned())
        .collect();
    for example in examples() {
        let tag = example.kind().tag();
        assert!(tags.remove(tag), "two examples of {tag}");
        let text = serde_json::to_string_pretty(&example).unwrap() + "\n";
        let path = folder().join(format!("{tag}.json"));
        if !path.exists() {
            assert!(
                std::env::var_os("UPDATE_GOLDEN").is_some(),
                "{tag} has no golden file; UPDATE_GOLDEN=1 adds it"
            );
            std::fs::write(&path, &text).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, golden, "{tag} is written differently");
        assert_eq!(
            serde_json::from_str::<Event>(&golden).unwrap(),
            example,
            "{tag} is read differently"
        );
    }
    assert!(tags.is_empty(), "without an example: {tags:?}");
}

#[test]
fn every_version_that_was_ever_sent_is_understood() {
    let mut read = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let payload = Payload::from_text(std::fs::read_to_string(&path).unwrap()).unwrap();
        let event = payload
            .event()
            .unwrap_or_else(|| panic!("{} is no longer understood", path.display()));
        assert_eq!(Some(event.kind().tag().to_owned()), payload.tag());
        assert_eq!(path.file_stem().unwrap().to_str(), Some(event.kind().tag()));
        read += 1;
    }
    assert!(read >= EventKind::ALL.len());
}

/// What a device may leave out, and what it then means.
#[test]
fn what_is_left_out_keeps_its_meaning() {
    let id = "01930000-0000-7000-8000-000000000001";
    for (sent, meant) in [
        (
            r#"{"type":"registered.1","data":{"kind":"idea","channel":"email","received_at":"2026-03-02T09:41:00Z","complainant":{"name":"J. Bos"},"description":"Een idee"}}"#.to_owned(),
            Event::from(Registered {
                kind: "idea".into(),
                channel: "email".into(),
                received_at: "2026-03-02T09:41:00Z".parse().unwrap(),
                complainant: Party { name: "J. Bos".into(), ..Party::default() },
                customer: None,
                site: None,
                description: "Een idee".into(),
                category: String::new(),
                region: String::new(),
                reference: String::new(),
                about: vec![], ..Registered::default() }),
        ),
        (
            format!(r#"{{"type":"visit_planned.1","data":{{"visit":"{id}","purpose":"inspection","technician":"{id}","at":"2026-03-05T08:30:00Z"}}}}"#),
            VisitPlanned {
                visit: VisitId(number(1)),
                purpose: Purpose::Inspection,
                technician: PersonId(number(1)),
                at: "2026-03-05T08:30:00Z".parse().unwrap(),
                minutes: 60,
                remark: String::new(),
            }
            .into(),
        ),
        (
            format!(r#"{{"type":"finding_recorded.1","data":{{"finding":"{id}","fault":"scratch"}}}}"#),
            FindingRecorded {
                finding: FindingId(number(1)),
                visit: None,
                pane: Pane::default(),
                fault: Fault::Scratch,
                marks: vec![],
                sketch: None,
                measurements: vec![],
                viewing_distance: None,
                light: None,
                cause: None,
                text: String::new(),
                photos: vec![],
            }
            .into(),
        ),
        (
            r#"{"type":"ruled.1","data":{"ruling":"founded","reasons":"Zo is het."}}"#.to_owned(),
            Ruled { ruling: "founded".into(), reasons: "Zo is het.".into(), meeting: None, with: vec![], ..Ruled::default() }.into(),
        ),
        (
            r#"{"type":"handler_changed.1","data":{"handling":"central"}}"#.to_owned(),
            HandlerChanged { handling: Handling::Central, to: None, reason: String::new() }.into(),
        ),
        (
            r#"{"type":"called.1","data":{"with":"J. Bos","text":"Gesproken"}}"#.to_owned(),
            Called { with: "J. Bos".into(), no_answer: false, text: "Gesproken".into() }.into(),
        ),
    ] {
        assert_eq!(serde_json::from_str::<Event>(&sent).unwrap(), meant);
    }
}

/// The words of choices are frozen as well; new ones may be added.
#[test]
fn every_word_of_a_choice_is_still_understood() {
    fn words<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(
        all: &[T],
        words: &str,
    ) {
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(all.len(), words.len());
        for (value, word) in all.iter().zip(words) {
            let text = format!("\"{word}\"");
            assert_eq!(serde_json::to_string(value).unwrap(), text);
            assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *value);
        }
    }
    words(
        &Fault::ALL,
        "scratch edge_seal thermal_crack sealant wrong_size_or_type draught hardware other",
    );
    words(
        &Quantity::ALL,
        "width height fault_length thickness gap_width surface_temperature relative_humidity",
    );
    words(
        &Light::ALL,
        "diffuse_daylight direct_sun back_light artificial dark",
    );
    words(
        &Cause::ALL,
        "production transport placing use_by_customer building wear unknown",
    );
    words(
        &[Moment::Inspection, Moment::Before, Moment::After],
        "inspection before after",
    );
    words(&[Purpose::Inspection, Purpose::Repair], "inspection repair");
    words(
        &[Advice::Founded, Advice::Unfounded, Advice::Undecided],
        "founded unfounded undecided",
    );
    words(&FailedReason::ALL, "nobody_home no_access unsafe other");
    words(&Granted::ALL, "fully partly refused");
    words(
        &[Handling::Central, Handling::Decentral],
        "central decentral",
    );
    words(
        &domain::person::Role::ALL,
        "technician coordinator deputy regional_manager quality_manager management administrator employee \
         project_leader mediator arbiter",
    );
    for field in domain::validate::ALL_FIELDS {
        assert_eq!(field.to_string().parse(), Ok(field));
    }
}

#[test]
fn a_newer_event_is_kept_as_it_came() {
    let text = r#"{"type":"finding_recorded.2","data":{"depth" : 1.50, "unheard_of":[true]}}"#;
    let payload = Payload::from_text(text.into()).unwrap();
    assert_eq!(payload.event(), None);
    assert_eq!(payload.tag().as_deref(), Some("finding_recorded.2"));
    assert_eq!(serde_json::to_string(&payload).unwrap(), text);
}

#[test]
fn the_character_zero_is_seen_however_it_is_hidden() {
    for (text, expected) in [
        (r#"{"text":"a\u0000b"}"#, true),
        (r#"{"a":[{"b":"\u0000"}]}"#, true),
        (r#"{"\u0000":1}"#, true),
        (r#"{"text":"a\\u0000b"}"#, false),
        (r#"{"text":"a\\\u0000b"}"#, true),
        (r#"{"text":"gewoon"}"#, false),
    ] {
        assert_eq!(
            Payload::from_text(text.into()).unwrap().has_nul(),
            expected,
            "{text}"
        );
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}
