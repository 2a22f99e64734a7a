//! Searching all texts of the dossiers that one may see.

use crate::world::{World, complaint, note, planned};
use domain::event::Called;
use domain::id::{DossierId, VisitId};
use domain::person::Role;
use uuid::Uuid;

#[tokio::test]
async fn a_dossier_is_found_by_its_words() {
    let world = World::start().await;
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let technician = world.person(&[Role::Technician], &[]).await;
    let other = anna.registers("noord").await;
    let dossier = DossierId(Uuid::now_v7());
    let mut opening = complaint("noord");
    opening.complainant.name = "Zoë van den Berg-Özdemir".into();
    opening.complainant.phone = "06 - 9876 5432".into();
    opening.complainant.email = "zoe@voorbeeld.nl".into();
    opening.description = "Er lekken twee ruiten in de serre, en het is < > & ' \" ; zo.".into();
    let called = Called {
        with: "aannemer".into(),
        no_answer: false,
        text: "Hij komt kijken naar de dakgoot.".into(),
    };
    anna.push(vec![
        anna.says(dossier, 0, opening),
        anna.says(dossier, 1, called),
        anna.says(dossier, 1, note("De sleutel ligt bij nummer 14.")),
    ])
    .await;
    let number = anna.sees(dossier).await.unwrap().number.unwrap();

    for query in [
        &number,
        &number.to_lowercase(),
        "zoe",
        "Özdemir",
        "ozdemir",
        "ruit lek serre",
        "dakgo",
        "aannemer dakgoot",
        "sleutel",
        "zoe@voorbeeld.nl",
        "0698765432",
        "06 9876 5432",
        "987 ' ) | ( & : * \\ zoe".trim_start_matches("987 "),
    ] {
        assert_eq!(anna.finds(query).await, [dossier], "{query}");
    }
    let both = anna.finds("6825 mn").await;
    assert!(both.len() == 2 && both.contains(&other));
    for query in [
        "",
        "  ",
        "'&|!",
        "onvindbaar",
        "serre onvindbaar",
        &"a".repeat(5000),
    ] {
        assert_eq!(anna.finds(query).await, [], "{query}");
    }

    let hits = app::api::port::Journal::search(&anna.journal, "dakgoot".into())
        .await
        .unwrap();
    assert_eq!(hits[0].excerpt, "Hij komt kijken naar de dakgoot.");
    assert_eq!(
        (hits[0].complainant.as_str(), hits[0].number.as_ref()),
        ("Zoë van den Berg-Özdemir", Some(&number))
    );

    // Only where one may look.
    assert_eq!(technician.finds("serre").await, []);
    anna.records(
        dossier,
        4,
        planned(technician.id(), VisitId(Uuid::now_v7())),
    )
    .await;
    assert_eq!(technician.finds("serre").await, [dossier]);
    assert_eq!(technician.finds("condens").await, []);
}
