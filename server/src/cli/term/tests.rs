//! The command as people call it: arguments in, lines out.

use clap::Parser;

use super::{TermArgs, run};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    term: TermArgs,
}

fn answer(arguments: &[&str]) -> Result<String, String> {
    let command = Command::try_parse_from(["term"].iter().chain(arguments))
        .map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    run(command.term, &mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

fn file(name: &str, content: &[u8]) -> String {
    let file = std::env::temp_dir().join(format!("glashelder-term-{}-{name}", std::process::id()));
    std::fs::write(&file, content).unwrap();
    file.display().to_string()
}

#[test]
fn one_term_in_sentences_and_in_json() {
    let asked = ["--from", "2026-12-24T09:00", "--within", "1 working day"];
    let sentences = answer(&asked).unwrap();
    assert_eq!(
        sentences.lines().last(),
        Some("De termijn eindigt op ma 28 december 2026 17:00, bij sluitingstijd.")
    );
    let json = answer(
        &[
            &asked[..],
            &["--due", "instant", "--json", "--language", "en"],
        ]
        .concat(),
    )
    .unwrap();
    assert_eq!(
        json,
        concat!(
            r#"{"from":"2026-12-24T09:00:00+01:00","term":"1 working day","due":"2026-12-28T09:00:00+01:00","steps":["#,
            r#"{"date":"2026-12-24","kind":"start","name":"the term starts"},"#,
            r#"{"date":"2026-12-25","kind":"holiday","name":"Christmas Day"},"#,
            r#"{"date":"2026-12-26","kind":"holiday","name":"Boxing Day"},"#,
            r#"{"date":"2026-12-27","kind":"weekend","name":"Sunday"},"#,
            r#"{"date":"2026-12-28","kind":"working-day","name":"working day 1 of 1"}]}"#,
            "\n"
        )
    );
}

#[test]
fn moments_in_several_forms() {
    for (from, due) in [
        ("2026-03-02T09:00", "2026-03-03T09:00:00+01:00"),
        ("2026-03-02 09:00", "2026-03-03T09:00:00+01:00"),
        ("2026-03-02T09:00:30", "2026-03-03T09:00:30+01:00"),
        ("2026-03-02T08:00Z", "2026-03-03T09:00:00+01:00"),
        ("2026-03-02T03:00:00-05:00", "2026-03-03T09:00:00+01:00"),
        ("2026-03-02", "2026-03-03T00:00:00+01:00"),
    ] {
        let json = answer(&["--from", from, "--within", "1 day", "--json"]).unwrap();
        assert!(
            json.contains(&format!("\"due\":\"{due}\"")),
            "{from}: {json}"
        );
    }
    for from in [
        "",
        "gisteren",
        "2026-02-30",
        "26-02-20T09:00",
        "2026-03-02T25:00",
        "+2026-03-02",
        "2026-03-02T09:00+",
    ] {
        let error = answer(&["--from", from, "--within", "1 day"]).unwrap_err();
        assert!(error.ends_with(
            "is geen moment. Schrijf een bestaande datum en tijd, bijvoorbeeld 2026-12-24T09:00."
        ));
    }
}

#[test]
fn a_calendar_file_rolls_and_pauses() {
    let calendar = file(
        "calendar.toml",
        b"closed = [{ on = '2026-03-03', name = 'Verhuizing' }]",
    );
    let asked = [
        "--from",
        "2026-03-02T09:00",
        "--within",
        "1 working day",
        "--calendar",
        &calendar,
    ];
    let paused = [
        "--pause",
        "2026-03-02T10:00/2026-03-02T11:00",
        "--pause",
        "2026-03-02T10:30/2026-03-02T12:00",
    ];
    let told = answer(&[&asked[..], &paused].concat()).unwrap();
    assert!(told.contains("Dinsdag 3 maart telt niet mee: Verhuizing.\n"));
    assert!(told.ends_with("De termijn eindigt op do 5 maart 2026 10:00.\n"));
    let rolled = answer(&[
        "--from",
        "2026-02-28",
        "--within",
        "1 week",
        "--roll",
        "forward",
    ])
    .unwrap();
    assert!(rolled.ends_with("De termijn eindigt op ma 9 maart 2026 00:00.\n"));
    let wrong = file("wrong.toml", b"holidays = 'nl'\nhours = 3");
    let error = answer(&[
        "--from",
        "2026-03-02",
        "--within",
        "1 day",
        "--calendar",
        &wrong,
    ])
    .unwrap_err();
    assert!(
        error.contains("regel 2, hours: Hier hoort een groep met mon, tue"),
        "{error}"
    );
}

#[test]
fn a_batch_answers_every_line_and_goes_on() {
    let lines = file("batch.csv", b"2026-12-24T09:00,1 working day\nfoo\n\n\"2026-12-24T09:00\";\"2 hours\"\r\n\xff,1 day\n2026-12-24T09:00,2 werkdagen\n2026-12-24T09:00,101 years\n2026-12-24T09:00,3 days");
    let told = answer(&["--batch", &lines]).unwrap();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told.len(), 8);
    for (line, expected) in [
        (0, "2026-12-28T17:00:00+01:00"),
        (3, "2026-12-24T11:00:00+01:00"),
        (7, "2026-12-27T09:00:00+01:00"),
    ] {
        assert_eq!(told[line], expected);
    }
    assert!(
        [1, 2, 4, 5, 6]
            .iter()
            .all(|line| told[*line].starts_with("error: "))
    );
    assert_eq!(
        told[6],
        "error: De termijn \"101 years\" is langer dan 100 jaar. Kies een kortere termijn."
    );
    let json = answer(&["--batch", &lines, "--json"]).unwrap();
    assert!(
        json.lines()
            .all(|line| line.starts_with("{\"from\"") || line.starts_with("{\"error\""))
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    for arguments in [
        &[][..],
        &["--from", "2026-03-02"],
        &["--within", "1 day"],
        &["--batch", "-", "--within", "1 day"],
    ] {
        assert!(answer(arguments).is_err(), "{arguments:?}");
    }
    assert!(
        answer(&["--batch", "/nergens"])
            .unwrap_err()
            .starts_with("Het bestand /nergens is niet te lezen (")
    );
    let error = answer(&[
        "--from",
        "2026-03-02",
        "--within",
        "1 day",
        "--pause",
        "2026-03-02",
    ])
    .unwrap_err();
    assert!(error.starts_with("\"2026-03-02\" is geen pauze."));
}
