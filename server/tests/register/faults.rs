//! What is wrong is told, all of it and where it stands; and then nothing comes in.

use crate::world::{MAPPING, REGISTER, World, example, small};
use domain::language::{Language, Text};
use server::register::fault::report;
use server::register::import::Which;
use server::register::mapping::Mapping;

#[tokio::test]
async fn every_bad_value_is_told_with_its_line_and_nothing_comes_in() {
    let world = World::start().await;
    // Line 3 is the second half of a cell, so that lines and rows differ from there.
    let csv = format!(
        "{REGISTER}2023-018;31-2-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;;Iets;;;;;\n\
         2023-019;21-4-2023;fax;Jo;Dijk, Arnhem;612345678;lekkage;\"een\ntwee\";misschien;;XYZ;20-4-2023;\n\
         2023-014;22-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;;;;;;;\n\
         2023-020;45964;tel;Jo\n"
    );
    let outcome = world
        .imports("glaspunt", csv.as_bytes(), Which::Given(&example()))
        .await;
    assert!(
        world.dossiers("glaspunt").await.is_empty(),
        "all or nothing"
    );
    let text = report(&outcome.faults, 100, Language::Nl);
    let expected = [
        "regel 7 (rij 6), kolom \"Datum\", \"31-2-2023\": zo'n dag is er niet.",
        "regel 8 (rij 7), kolom \"Binnengekomen via\", \"fax\": \"fax\" is hier geen bekend woord. Zet het bij [words.channel]",
        "regel 8 (rij 7), kolom \"Adres\", \"Dijk, Arnhem\": straat en huisnummer",
        "regel 10 (rij 8), kolom \"Klachtnr\", \"2023-014\": dit nummer staat ook op regel 2.",
        "regel 11 (rij 9), kolom \"Datum\", \"45964\": de rij heeft 4 cellen en de koppen zijn er 13.",
        "regel 11 (rij 9), kolom \"Datum\", \"45964\": dit is het dagnummer van een rekenprogramma. Geef de kolom daar de opmaak Datum; hiermee is misschien 3-11-2025 bedoeld.",
    ];
    for line in expected {
        assert!(text.contains(line), "{line}\nin\n{text}");
    }
    let english = report(&outcome.faults, 2, Language::En);
    assert!(
        english.contains("line 7 (row 6), column \"Datum\", \"31-2-2023\": there is no such day."),
        "{english}"
    );
    assert!(english.contains("more.\n"), "{english}");
}

#[tokio::test]
async fn what_admission_refuses_is_told_by_column() {
    let world = World::start().await;
    let cases = [
        (
            "1;3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;;lekkage;Iets;;;;;",
            "kolom \"Telefoon\", \"\": dit is leeg.",
        ),
        (
            "1;3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;612345678;lekkage;Iets;;;;;",
            "misschien 0612345678",
        ),
        (
            "1;3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;lekkage;Iets;;;;9-4-2023;",
            "eerst nodig: beoordeeld",
        ),
        (
            "1;3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;lekkage;Iets;ja;;;;",
            "er is een oordeel, maar niet wanneer",
        ),
        (
            "1;3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;lekkage;Iets;nee;Uitleg;;2-4-2023;",
            "dit is eerder dan de ontvangst (3-4-2023)",
        ),
        (
            "1;3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;lekkage;Iets;;Al iets gedaan;;;",
            "kolom \"Actie\", \"Al iets gedaan\": hier hoort iets bij",
        ),
        (
            "1;3-4-2093;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;lekkage;Iets;;;;;",
            "dit moment moet nog komen",
        ),
        (
            ";3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;;Iets;;;;;\n;3-4-2023;tel;Jo;Dijk 1, 6825 MN Arnhem;0612345678;;Iets;;;;;",
            "dezelfde klacht staat ook op regel 2",
        ),
    ];
    let about = "nr;datum;naam;tekst;over\n1;3-4-2023;Jo;x;Marijke de Boer\n";
    let outcome = world
        .imports(
            "glaspunt",
            about.as_bytes(),
            Which::Given(&small("about = \"over\"")),
        )
        .await;
    assert_eq!(outcome.faults.len(), 1, "{outcome:?}");
    let text = report(&outcome.faults, 9, Language::En);
    assert!(
        text.contains(
            "column \"over\", \"Marijke de Boer\": this cannot be so. This complaint is about you."
        ),
        "{text}"
    );
    let by = "nr;datum;naam;tekst;door\n1;3-4-2023;Jo;x;Samira Yilmaz\n";
    let mapping = small("assigned_to = \"door\"");
    let outcome = world
        .imports("glaspunt", by.as_bytes(), Which::Given(&mapping))
        .await;
    assert!(
        outcome.faults[0].wrong.en.contains("no ruling"),
        "{outcome:?}"
    );
    let head = REGISTER.lines().next().unwrap();
    for (row, says) in cases {
        let csv = format!("{head}\n{row}\n");
        let outcome = world
            .imports("glaspunt", csv.as_bytes(), Which::Given(&example()))
            .await;
        let text = report(&outcome.faults, 100, Language::Nl);
        assert!(text.contains(says), "{says}\nin\n{text}");
    }
    assert!(world.dossiers("glaspunt").await.is_empty());
}

#[tokio::test]
async fn files_that_are_no_register_are_refused_in_words() {
    let world = World::start().await;
    let small = small("");
    let cases: [(&[u8], &str); 6] = [
        (b"", "leeg"),
        (b"\xef\xbb\xbf\r\n", "leeg"),
        (b"PK\x03\x04\x14\x00\x06\x00", "werkmap"),
        (
            b"nr;datum;naam\n",
            "Kolom \"tekst\" (description) staat niet in het bestand. Er zijn: nr | datum | naam.",
        ),
        (
            b"nr;datum;naam;tekst;Datum\n",
            "staat er twee keer: als kolom 2 en 5",
        ),
        (
            b"nr;datum;naam;tekst\n1;3-11-2025;\"Jan;x\n2;3-11-2025;Piet;y\n",
            "Op regel 2 begint een cel",
        ),
    ];
    for (bytes, says) in cases {
        let wrong = world
            .tries("glaspunt", bytes, Which::Given(&small), false)
            .await
            .unwrap_err();
        assert!(
            wrong.iter().any(|text| text.nl.contains(says)),
            "{says}: {wrong:?}"
        );
    }
    let header_only = world
        .imports("glaspunt", b"nr;datum;naam;tekst\n", Which::Given(&small))
        .await;
    assert_eq!(header_only, Default::default());
}

#[tokio::test]
async fn a_mapping_is_checked_as_a_whole_before_any_row() {
    let world = World::start().await;
    let text = MAPPING
        .replace(
            "channel = \"Binnengekomen via\"",
            "kanaal = \"Binnengekomen via\"",
        )
        .replace("tel = \"telephone\"", "tel = \"telefoon\"\nfax = \"duif\"")
        .replace("kind = \"complaint\"", "kind = \"klacht\"\nruling = \"ja\"");
    let mapping = Mapping::from_toml(&text).unwrap();
    let wrong = world
        .tries(
            "glaspunt",
            REGISTER.as_bytes(),
            Which::Given(&mapping),
            false,
        )
        .await
        .unwrap_err();
    let all: Vec<&str> = wrong.iter().map(|text: &Text| text.nl.as_str()).collect();
    let expected = [
        "[columns] kanaal is geen gegeven van een dossier.",
        "[words.channel] fax: \"duif\" is niet bekend. Er zijn: telephone (Telefoon)",
        "ruling staat bij [columns] en bij [constants]",
        "channel ontbreekt",
    ];
    for says in expected {
        assert!(
            all.iter().any(|text| text.starts_with(says)),
            "{says}: {all:#?}"
        );
    }
    assert_eq!(all.len(), expected.len(), "a name means its id: {all:#?}");
    assert!(Mapping::from_toml("[kolommen]\n").is_err());
}
