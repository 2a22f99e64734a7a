//! Taking over: good files of all kinds, twice, and many rows.

use crate::world::{MAPPING, REGISTER, World, example, small};
use chrono::Utc;
use domain::dossier::Status;
use domain::event::Event;
use domain::obligation::{ObligationState, obligations};
use server::register::import::Which;
use server::register::mapping::{Mapping, Numbers};

#[tokio::test]
async fn a_dutch_register_from_excel_becomes_dossiers_with_their_own_history() {
    let world = World::start().await;
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(REGISTER);
    assert!(
        std::str::from_utf8(&bytes).is_err(),
        "the example has an accent"
    );
    let mapping = example();
    let rehearsed = world
        .tries("glaspunt", &bytes, Which::Given(&mapping), true)
        .await
        .unwrap();
    assert_eq!(
        (rehearsed.new, rehearsed.faults.len()),
        (4, 0),
        "{:?}",
        rehearsed.faults
    );
    assert!(
        world.dossiers("glaspunt").await.is_empty(),
        "a rehearsal writes nothing"
    );

    let outcome = world
        .imports("glaspunt", &bytes, Which::Given(&mapping))
        .await;
    assert_eq!((outcome.new, outcome.present), (4, 0));
    assert_eq!(outcome.years.get(&2023), Some(&4));
    assert_eq!(
        (outcome.ends.get("closed"), outcome.ends.get("open")),
        (Some(&3), Some(&1))
    );

    let facts = world.facts("glaspunt").await;
    let dossiers = world.dossiers("glaspunt").await;
    let (first, log) = &dossiers[0];
    let local = |at: chrono::DateTime<Utc>| {
        facts
            .procedure
            .calendar
            .wall(at)
            .format("%Y-%m-%d %H:%M")
            .to_string()
    };
    assert_eq!(first.number.as_deref(), Some("2023-014"));
    assert_eq!(local(first.received_at), "2023-04-03 08:00");
    assert_eq!(
        (
            first.kind.as_str(),
            first.channel.as_str(),
            first.category.as_str()
        ),
        ("complaint", "telephone", "sealing")
    );
    assert_eq!(
        first.complainant.address.line(),
        "Kerkstraat 12, 6825 MN Arnhem"
    );
    assert_eq!(first.region, "oost");
    assert_eq!(
        first.description,
        "Kitnaad laat los,\ner komt water binnen."
    );
    assert_eq!(first.status, Status::Closed);
    assert_eq!(first.ruling.as_ref().unwrap().what.ruling, "founded");
    assert_eq!(first.repairs[0].what.what, "Kitnaad vernieuwd");
    let marijke = facts
        .colleague("marijke@glaspunt.example")
        .unwrap()
        .actor
        .person;
    assert_eq!(first.handler, Some(marijke));
    assert!(
        log.iter()
            .all(|recorded| recorded.received_at < Utc::now() - chrono::Days::new(300))
    );
    assert!(dossiers[2].0.complainant.name.contains("Coördes"));
    assert_eq!(dossiers[2].0.handler, None, "RV means nobody");
    assert_eq!(local(dossiers[2].0.received_at), "2023-04-12 16:10");

    // The promises are those of then: judged within a week, solved within five working days.
    let owed = obligations(first, &facts.procedure, Utc::now());
    let of = |id: &str| owed.iter().find(|obligation| obligation.id == id).unwrap();
    assert_eq!(local(of("ruling").deadline.due), "2023-04-10 08:00");
    assert!(
        matches!(of("ruling").state, ObligationState::Met(at) if local(at) == "2023-04-06 08:00")
    );
    assert!(matches!(of("fix").state, ObligationState::Met(_)));
    let (second, log) = &dossiers[1];
    // Judged a week later to the day, where the register knows days only: in time.
    let owed = obligations(second, &facts.procedure, Utc::now());
    let ruling = owed
        .iter()
        .find(|obligation| obligation.id == "ruling")
        .unwrap();
    assert!(!ruling.was_late(Utc::now()), "{ruling:?}");
    assert!(
        second.repairs.is_empty(),
        "what was unfounded was not repaired"
    );
    let notes: Vec<String> = log
        .iter()
        .filter_map(|recorded| match recorded.envelope.payload.event() {
            Some(Event::NoteAdded(note)) => Some(note.text),
            _ => None,
        })
        .collect();
    assert!(
        notes[0].contains("register.csv, regel 4 (rij 3), nummer 2023-015"),
        "{notes:?}"
    );
    assert_eq!(notes[1], "Opmerkingen: Klant wilde coulance");
    assert_eq!(dossiers[3].0.status, Status::Open);
}

#[tokio::test]
async fn an_english_register_in_utf_8_with_commas_comes_in_too() {
    let world = World::start().await;
    let text = "\u{feff}ID,Date,Name,\"Postal code\",Complaint,Order\r\n\
                ,2024-02-29 09:30,Zoë Ünal,6825mn,\"Draught, and a \"\"whistle\"\"\",77\r\n\
                ,2024-03-01,José,,Scratch,78\r\n";
    let mapping = Mapping::from_toml(
        r#"
        [columns]
        number = "id"
        received = "Date"
        complainant.name = "name"
        complainant.postcode = "Postal  code"
        description = "Complaint"
        reference = "Order"
        [constants]
        kind = "idea"
        channel = "E-mail"
        "#,
    )
    .unwrap();
    let outcome = world
        .imports("glaspunt", text.as_bytes(), Which::Given(&mapping))
        .await;
    assert_eq!((outcome.new, &outcome.faults), (2, &vec![]));
    let dossiers = world.dossiers("glaspunt").await;
    // Without a number of their own they get the next of their year.
    assert_eq!(dossiers[0].0.number.as_deref(), Some("GP-2024-0001"));
    assert_eq!(dossiers[0].0.complainant.name, "Zoë Ünal");
    assert_eq!(dossiers[0].0.complainant.address.postcode, "6825 MN");
    assert_eq!(dossiers[0].0.description, "Draught, and a \"whistle\"");
    assert_eq!(
        (
            dossiers[0].0.channel.as_str(),
            dossiers[1].0.reference.as_str()
        ),
        ("email", "78")
    );
}

#[tokio::test]
async fn twice_the_same_file_doubles_nothing() {
    let world = World::start().await;
    let mapping = example();
    let both = [
        (REGISTER.as_bytes().to_vec(), mapping),
        (
            b"nr;datum;naam;tekst\n;3-11-2025;Jan;Een idee\n;4-11-2025;Piet;Nog een\n".to_vec(),
            small(""),
        ),
    ];
    for (bytes, mapping) in &both {
        let first = world
            .imports("glaspunt", bytes, Which::Given(mapping))
            .await;
        assert!(first.new > 0 && first.present == 0, "{first:?}");
        let second = world
            .imports("glaspunt", bytes, Which::Given(mapping))
            .await;
        assert_eq!(
            (second.new, second.present, second.faults.len()),
            (0, first.new, 0)
        );
    }
    // Another row comes in beside those that are there; another organisation gets them all.
    let more = format!(
        "{REGISTER}2023-018;21-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;;Iets;;;;;\n"
    );
    let mapping = Mapping::from_toml(MAPPING).unwrap();
    let third = world
        .imports("glaspunt", more.as_bytes(), Which::Given(&mapping))
        .await;
    assert_eq!((third.new, third.present), (1, 4));
    world.found("ruitwerk").await;
    let elsewhere = MAPPING.replace("@glaspunt", "@ruitwerk");
    let elsewhere = Mapping::from_toml(&elsewhere).unwrap();
    let outcome = world
        .imports("ruitwerk", more.as_bytes(), Which::Given(&elsewhere))
        .await;
    assert_eq!(
        (outcome.new, outcome.present),
        (5, 0),
        "{:?}",
        outcome.faults
    );
}

#[tokio::test]
async fn own_numbers_are_kept_and_the_series_goes_on_after_them() {
    let world = World::start().await;
    let csv = "nr;datum;naam;tekst\nGP-2025-0007;3-11-2025;Jan;a\n;2-11-2025;Piet;b\nK/12;4-11-2025;Els;c\n";
    let mapping = small("");
    let outcome = world
        .imports("glaspunt", csv.as_bytes(), Which::Given(&mapping))
        .await;
    assert_eq!(outcome.new, 3, "{:?}", outcome.faults);
    let numbers: Vec<String> = world
        .dossiers("glaspunt")
        .await
        .into_iter()
        .filter_map(|(d, _)| d.number)
        .collect();
    assert_eq!(numbers, ["GP-2025-0007", "GP-2025-0008", "K/12"]);

    // The same complaint under its number is there; another one under that number is refused.
    let other = "nr;datum;naam;tekst\nGP-2025-0008;2-11-2025;piet;b\n";
    let outcome = world
        .imports("glaspunt", other.as_bytes(), Which::Given(&mapping))
        .await;
    assert_eq!((outcome.new, outcome.present), (0, 1), "{outcome:?}");
    let other = "nr;datum;naam;tekst\nGP-2025-0008;2-11-2025;Klaas;z\n";
    let outcome = world
        .imports("glaspunt", other.as_bytes(), Which::Given(&mapping))
        .await;
    assert!(
        outcome.faults[0].wrong.nl.contains("andere klacht"),
        "{outcome:?}"
    );

    // On request they go to the reference, beside what stands there.
    let mut mapping = small("reference = \"order\"");
    mapping.file.numbers = Numbers::Reference;
    let csv = "nr;datum;naam;tekst;order\nOUD-1;5-11-2025;Jan;a;F9\nOUD-2;5-11-2025;Jan;a;\n";
    world
        .imports("glaspunt", csv.as_bytes(), Which::Given(&mapping))
        .await;
    let references: Vec<String> = world
        .dossiers("glaspunt")
        .await
        .into_iter()
        .map(|(d, _)| d.reference)
        .collect();
    assert!(references.contains(&"F9 (OUD-1)".into()) && references.contains(&"OUD-2".into()));
}

#[tokio::test]
async fn numbers_that_begin_anew_every_year_are_not_taken_for_one_another() {
    let world = World::start().await;
    let mut mapping = small("");
    let first = b"nr;datum;naam;tekst\n1;3-11-2024;Jan;a\n2;4-11-2024;Piet;b\n";
    let next = b"nr;datum;naam;tekst\n1;3-11-2025;Els;c\n2;3-11-2024;Jan;a\n";
    world
        .imports("glaspunt", first, Which::Given(&mapping))
        .await;
    let outcome = world
        .imports("glaspunt", next, Which::Given(&mapping))
        .await;
    let wrong: Vec<&str> = outcome
        .faults
        .iter()
        .map(|fault| fault.wrong.nl.as_str())
        .collect();
    assert_eq!(
        wrong,
        [
            "dit nummer heeft hier al een andere klacht (Jan, 2024-11-03).",
            "dit nummer heeft hier al een andere klacht (Piet, 2024-11-04).",
        ]
    );
    mapping.file.numbers = Numbers::WithYear;
    let both = b"nr;datum;naam;tekst\n1;3-11-2022;Jan;a\n1;3-11-2023;Piet;b\n";
    let outcome = world
        .imports("glaspunt", both, Which::Given(&mapping))
        .await;
    assert_eq!(outcome.new, 2, "{:?}", outcome.faults);
    let numbers: Vec<String> = world
        .dossiers("glaspunt")
        .await
        .into_iter()
        .filter_map(|(d, _)| d.number)
        .collect();
    assert_eq!(numbers, ["1", "2", "2022-1", "2023-1"]);
    mapping.file.numbers = Numbers::Keep;
    let outcome = world
        .imports(
            "glaspunt",
            b"nr;datum;naam;tekst\n5;3-11-2022;Jan;a\n5;3-11-2023;Piet;b\n",
            Which::Given(&mapping),
        )
        .await;
    assert!(
        outcome.faults[0].wrong.nl.contains("staat ook op regel 2"),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn five_thousand_rows_come_in_within_reason() {
    let world = World::start().await;
    let head = REGISTER.lines().next().unwrap();
    let mut csv = format!("{head}\n");
    for index in 0..5_000 {
        let (month, day) = (index / 28 % 12 + 1, index % 28 + 1);
        csv += &format!(
            "N{index};{day}-{month}-2024;tel;Klager {index};Laan {index}, 6825 MN Arnhem;0612345678;lekkage;Ruit {index} lekt;ja;Vernieuwd;MdB;28-{month}-2024;\n"
        );
    }
    let started = std::time::Instant::now();
    let outcome = world
        .imports("glaspunt", csv.as_bytes(), Which::Given(&example()))
        .await;
    assert_eq!(
        (outcome.new, outcome.faults.len()),
        (5_000, 0),
        "{:?}",
        outcome.faults.first()
    );
    let took = started.elapsed();
    println!("5000 rows: {took:?}");
    assert!(took < std::time::Duration::from_secs(240), "{took:?}");
    let again = world
        .imports("glaspunt", csv.as_bytes(), Which::Given(&example()))
        .await;
    assert_eq!((again.new, again.present), (0, 5_000));
}
