//! Giving out: what comes out goes in again, as the same register; nothing in a cell is carried out.

use crate::world::{REGISTER, World, example, now};
use calamine::{Data, DataType, Reader, Xlsx};
use domain::language::Language;
use proptest::prelude::*;
use server::register::column::{Cell, Column};
use server::register::entry::Entry;
use server::register::export::{Sheet, Wish, csv, sheet};
use server::register::facts::Facts;
use server::register::import::Which;
use server::register::mapping::Mapping;
use server::register::sheet::workbook;
use server::register::table;
use std::io::Cursor;

/// A register with all that can be told, in the program's own form.
const WHOLE: &str = include_str!("whole.csv");

#[tokio::test]
async fn a_register_goes_out_and_comes_in_as_the_same() {
    let world = World::start().await;
    let whole = world
        .imports("glaspunt", WHOLE.as_bytes(), Which::Own)
        .await;
    assert_eq!(whole.faults, vec![], "{:#?}", whole.faults);
    let old = world
        .imports("glaspunt", REGISTER.as_bytes(), Which::Given(&example()))
        .await;
    assert_eq!((whole.new, old.new), (4, 4), "{:?}", old.faults);
    for (language, slug) in [(Language::Nl, "ruitwerk"), (Language::En, "kozijn")] {
        let (first, facts) = world.sheet("glaspunt", language).await;
        let written = csv(&first, &facts, language).unwrap();
        world.found(slug).await;
        let outcome = world.imports(slug, &written, Which::Own).await;
        assert_eq!((outcome.new, &outcome.faults), (8, &vec![]));
        let (second, facts) = world.sheet(slug, language).await;
        let again = csv(&second, &facts, language).unwrap();
        assert_eq!(
            String::from_utf8(again).unwrap(),
            String::from_utf8(written.clone()).unwrap()
        );
        // Where it came from, it is there already.
        let outcome = world.imports("glaspunt", &written, Which::Own).await;
        assert_eq!((outcome.new, outcome.present), (0, 8));
    }
}

#[tokio::test]
async fn a_workbook_has_real_dates_and_texts_that_stay_texts() {
    let world = World::start().await;
    world
        .imports("glaspunt", WHOLE.as_bytes(), Which::Own)
        .await;
    let (sheet, facts) = world.sheet("glaspunt", Language::Nl).await;
    let bytes = workbook(&sheet, &facts, Language::Nl).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Klachtenregister").unwrap();
    let rows: Vec<&[Data]> = range.rows().collect();
    assert_eq!(rows.len(), sheet.rows.len() + 1);
    let headings: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(headings, sheet.headings);
    for (row, cells) in sheet.rows.iter().zip(&rows[1..]) {
        for (index, cell) in row.iter().enumerate() {
            let read = &cells[index];
            match cell {
                Cell::Empty => assert_eq!(read, &Data::Empty),
                Cell::Text(text) => assert_eq!(read, &Data::String(text.clone())),
                Cell::Day(day) => assert_eq!(read.as_datetime().unwrap().date(), *day),
                Cell::Moment(at) => {
                    let wall = facts
                        .procedure
                        .calendar
                        .wall(*at)
                        .format("%F %H:%M")
                        .to_string();
                    let shown = read.as_datetime().unwrap() + chrono::TimeDelta::milliseconds(500);
                    assert_eq!(shown.format("%F %H:%M").to_string(), wall);
                    assert!(matches!(read, Data::DateTime(_)), "{read:?}");
                }
            }
        }
    }
    assert!(
        book.worksheet_formula("Klachtenregister")
            .unwrap()
            .is_empty(),
        "no cell is a formula"
    );
}

#[tokio::test]
async fn hostile_cells_come_in_as_text_and_go_out_marked() {
    let world = World::start().await;
    let hostile = [
        "=cmd|' /C calc'!A0",
        "+31 6",
        "-1",
        "@SUM(A1)",
        "'=1",
        "a;b\"c",
        "🙂 \u{202e}x",
        "</td><script>",
        "'; drop table dossiers; --",
    ];
    let mut text = "nr;datum;naam;tekst\n".to_owned();
    for (index, cell) in hostile.iter().enumerate() {
        text += &format!("{index};3-11-2025;{};x\n", quoted(cell));
    }
    let mapping = crate::world::small("");
    let outcome = world
        .imports("glaspunt", text.as_bytes(), Which::Given(&mapping))
        .await;
    assert_eq!(outcome.new, hostile.len(), "{:?}", outcome.faults);
    let (sheet, facts) = world.sheet("glaspunt", Language::Nl).await;
    let out = String::from_utf8(csv(&sheet, &facts, Language::Nl).unwrap()).unwrap();
    for cell in out.lines().flat_map(|line| line.split(';')) {
        let bare = cell.trim_start_matches('"');
        assert!(!bare.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
    }
    let names: Vec<String> = world
        .dossiers("glaspunt")
        .await
        .into_iter()
        .map(|(d, _)| d.complainant.name)
        .collect();
    // What an export marks is read without its mark.
    let expected: Vec<String> = hostile
        .iter()
        .map(|cell| server::register::guard::unguarded(cell).trim().to_owned())
        .collect();
    assert_eq!(names, expected);
    let broken = world
        .tries(
            "glaspunt",
            b"nr;datum;naam;tekst\n1;3-11-2025;a\0b;x\n",
            Which::Given(&mapping),
            false,
        )
        .await;
    assert!(broken.is_err());
}

#[tokio::test]
async fn only_what_was_received_in_a_period_is_given_out() {
    let world = World::start().await;
    world
        .imports("glaspunt", REGISTER.as_bytes(), Which::Given(&example()))
        .await;
    let facts = world.facts("glaspunt").await;
    let day = |text: &str| Some(text.parse().unwrap());
    let cases = [
        (None, None, 4),
        (day("2023-04-05"), None, 3),
        (day("2023-04-05"), day("2023-04-12"), 2),
        (None, day("2023-04-02"), 0),
    ];
    for (from, until, count) in cases {
        let wish = Wish {
            language: Language::Nl,
            from,
            until,
            now: now(),
        };
        let found = sheet(&world.database, &facts, wish).await.unwrap();
        assert_eq!(found.rows.len(), count);
    }
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// Enough of an organisation to write a sheet without a database.
fn nowhere() -> Facts {
    let procedure = server::procedures::Procedures::load(None)
        .unwrap()
        .get("glaspunt")
        .unwrap();
    let organisation = domain::id::OrganisationId(uuid::Uuid::nil());
    Facts {
        organisation,
        procedure,
        regions: vec![],
        people: vec![],
    }
}

fn one_column(cells: &[String]) -> Sheet {
    Sheet {
        columns: vec![
            Column::Entry(Entry::Number),
            Column::Entry(Entry::Of(domain::party::Field::Description)),
        ],
        headings: vec!["Nummer".into(), "Omschrijving".into()],
        rows: cells
            .iter()
            .map(|cell| vec![Cell::Text("1".into()), Cell::Text(cell.clone())])
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_in_a_cell_survives(cells in proptest::collection::vec(any::<String>(), 1..8)) {
        let cells: Vec<String> = cells.into_iter().map(|cell| cell.replace('\0', "")).collect();
        let facts = nowhere();
        let sheet = one_column(&cells);
        let bytes = csv(&sheet, &facts, Language::Nl).unwrap();
        let source = server::register::source::decode(&bytes, None).unwrap();
        let table = table::read(&source.text, None).unwrap();
        let back: Vec<String> = table.rows.iter().map(|row| row.cell(1).to_owned()).collect();
        prop_assert_eq!(back, cells);
    }

    #[test]
    fn any_text_survives_in_a_workbook(cells in proptest::collection::vec("[ -~é🙂_x0-9=+@\n-]{0,40}", 1..6)) {
        let facts = nowhere();
        let bytes = workbook(&one_column(&cells), &facts, Language::Nl).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("Klachtenregister").unwrap();
        for (index, cell) in cells.iter().enumerate() {
            let row = u32::try_from(index + 1).unwrap();
            let read = range.get_value((row, 1)).map(ToString::to_string).unwrap_or_default();
            prop_assert_eq!(&read, cell);
        }
    }
}

#[test]
fn a_first_mapping_is_proposed_and_can_be_used() {
    let source = server::register::source::decode(REGISTER.as_bytes(), None).unwrap();
    let table = table::read(&source.text, None).unwrap();
    let text =
        server::register::suggest::suggest(&table, source.encoding, Some(&nowhere()), Language::Nl);
    let expected = [
        "\"number\" = \"Klachtnr\"",
        "\"received\" = \"Datum\"",
        "\"complainant.address\" = \"Adres\"",
        "\"ruled\" = \"Afgehandeld\"",
        "note = [\"Opmerkingen\"]",
        "# \"tel\" = \"\"",
        "kind = \"\"",
        "# \"reasons\" = \"\"",
        "# \"outcome\" = \"\"",
    ];
    for line in expected {
        assert!(text.contains(line), "{line}\nin\n{text}");
    }
    assert!(
        !text.contains("complainant.city"),
        "the address holds it: {text}"
    );
    Mapping::from_toml(&text).unwrap();
    let odd = table::read("Nr;\"Kleur \"\"x\"\"\"\n1;rood\n", None).unwrap();
    let text = server::register::suggest::suggest(&odd, "UTF-8", None, Language::En);
    assert!(
        text.contains("# ? = 'Kleur \"x\"'  # not recognised"),
        "{text}"
    );
    Mapping::from_toml(&text).unwrap();
}
