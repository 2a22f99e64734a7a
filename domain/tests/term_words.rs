//! What people read: explanations, summaries and refusals, word for word in both languages.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::deadline::{Deadline, DueMoment, Pause, Roll, Rule, deadline};
use domain::language::{Language, Text};
use domain::term::Term;

const BUILDERS: &str = "
closed = [
  { on = 2026-12-24, name = 'Kerstavond' },
  { from = '2026-07-20', until = '2026-07-31', name = { nl = 'Bouwvak', en = 'Builders’ holiday' } },
]
[hours]
mon = ['08:00-12:00', '12:30-17:00']
tue = ['08:00-17:00']
thu = ['08:00-17:00']
fri = ['08:00-17:00']
";

fn local(calendar: &Calendar, text: &str) -> DateTime<Utc> {
    let wall: NaiveDateTime = text.parse().unwrap();
    calendar.at(wall.date(), wall.time())
}

fn computed(
    calendar: &Calendar,
    from: &str,
    term: &str,
    due: DueMoment,
    roll: Roll,
    pauses: &[Pause],
) -> Deadline {
    let rule = Rule {
        term: term.parse().unwrap(),
        due,
        roll,
    };
    deadline(calendar, local(calendar, from), &rule, pauses).unwrap()
}

fn told(found: &Deadline, calendar: &Calendar, nl: &[&str], en: &[&str]) {
    assert_eq!(found.explain(calendar, Language::Nl), nl);
    assert_eq!(found.explain(calendar, Language::En), en);
}

#[test]
fn christmas_is_skipped_by_name() {
    let office = Calendar::dutch_office();
    let found = computed(
        &office,
        "2026-12-24T09:00:00",
        "1 working day",
        DueMoment::Instant,
        Roll::Off,
        &[],
    );
    told(
        &found,
        &office,
        &[
            "De termijn van 1 werkdag begint op do 24 december 2026 09:00.",
            "De dag van het begin telt zelf niet mee.",
            "Vrijdag 25 december telt niet mee: Eerste Kerstdag.",
            "Zaterdag 26 december telt niet mee: Tweede Kerstdag.",
            "Zondag 27 december telt niet mee: weekend.",
            "Maandag 28 december is werkdag 1 van 1.",
            "De termijn eindigt op ma 28 december 2026 09:00.",
        ],
        &[
            "The term of 1 working day starts on Thu 24 December 2026 09:00.",
            "The day of the start itself does not count.",
            "Friday 25 December does not count: Christmas Day.",
            "Saturday 26 December does not count: Boxing Day.",
            "Sunday 27 December does not count: weekend.",
            "Monday 28 December is working day 1 of 1.",
            "The term ends on Mon 28 December 2026 09:00.",
        ],
    );
}

#[test]
fn a_start_in_the_weekend_and_a_pause() {
    let office = Calendar::dutch_office();
    let reason = Text {
        nl: "wacht op de klager".into(),
        en: "waiting for the complainant".into(),
    };
    let (from, until) = (
        local(&office, "2026-03-10T10:00:00"),
        local(&office, "2026-03-10T12:00:00"),
    );
    let pauses = [Pause {
        from,
        until,
        reason,
    }];
    let found = computed(
        &office,
        "2026-03-07T10:42:00",
        "2 working days",
        DueMoment::EndOfDay,
        Roll::Off,
        &pauses,
    );
    told(
        &found,
        &office,
        &[
            "De termijn van 2 werkdagen begint op za 7 maart 2026 10:42.",
            "Op de dag van het begin is er gesloten: zaterdag.",
            "Zondag 8 maart telt niet mee: weekend.",
            "Maandag 9 maart is werkdag 1 van 2.",
            "Dinsdag 10 maart is werkdag 2 van 2.",
            "Pauze op dinsdag 10 maart: wacht op de klager, 10:00 tot 12:00 (2 uur werktijd). Deze tijd komt erbij.",
            "Woensdag 11 maart is extra, door de pauze.",
            "De termijn eindigt op wo 11 maart 2026 10:00.",
        ],
        &[
            "The term of 2 working days starts on Sat 7 March 2026 10:42.",
            "It is closed on the day of the start: Saturday.",
            "Sunday 8 March does not count: weekend.",
            "Monday 9 March is working day 1 of 2.",
            "Tuesday 10 March is working day 2 of 2.",
            "Pause on Tuesday 10 March: waiting for the complainant, 10:00 to 12:00 (2 hours of working time). This time is added.",
            "Wednesday 11 March is added for the pause.",
            "The term ends on Wed 11 March 2026 10:00.",
        ],
    );
}

#[test]
fn a_long_term_tells_its_usual_days_in_numbers() {
    let builders = Calendar::from_toml(BUILDERS).unwrap();
    let found = computed(
        &builders,
        "2026-07-10T08:00:00",
        "30 working days",
        DueMoment::EndOfDay,
        Roll::Off,
        &[],
    );
    told(
        &found,
        &builders,
        &[
            "De termijn van 30 werkdagen begint op vr 10 juli 2026 08:00.",
            "De dag van het begin telt zelf niet mee.",
            "30 werkdagen tellen mee.",
            "Weekenden tellen niet mee, samen 18 dagen.",
            "Vaste dagen zonder openingstijden tellen niet mee, samen 7 dagen.",
            "Maandag 20 juli tot en met vrijdag 31 juli tellen niet mee: Bouwvak.",
            "De termijn eindigt op di 15 september 2026 17:00, bij sluitingstijd.",
        ],
        &[
            "The term of 30 working days starts on Fri 10 July 2026 08:00.",
            "The day of the start itself does not count.",
            "30 working days count.",
            "Weekends do not count, together 18 days.",
            "Weekdays without opening hours do not count, together 7 days.",
            "Monday 20 July to Friday 31 July do not count: Builders’ holiday.",
            "The term ends on Tue 15 September 2026 17:00, at closing time.",
        ],
    );
}

#[test]
fn working_hours_tell_how_much_each_day_gave() {
    let builders = Calendar::from_toml(BUILDERS).unwrap();
    let found = computed(
        &builders,
        "2026-07-17T15:30:00",
        "3 working hours",
        DueMoment::EndOfDay,
        Roll::Off,
        &[],
    );
    told(
        &found,
        &builders,
        &[
            "De termijn van 3 werkuren begint op vr 17 juli 2026 15:30.",
            "Vrijdag 17 juli: de termijn begint, deze dag telt voor 1 uur en 30 minuten.",
            "Zaterdag 18 juli en zondag 19 juli tellen niet mee: weekend.",
            "Maandag 20 juli tot en met vrijdag 31 juli tellen niet mee: Bouwvak.",
            "Zaterdag 1 augustus en zondag 2 augustus tellen niet mee: weekend.",
            "Maandag 3 augustus telt voor 1 uur en 30 minuten.",
            "De termijn eindigt op ma 3 augustus 2026 09:30.",
        ],
        &[
            "The term of 3 working hours starts on Fri 17 July 2026 15:30.",
            "Friday 17 July: the term starts, this day counts for 1 hour and 30 minutes.",
            "Saturday 18 July and Sunday 19 July do not count: weekend.",
            "Monday 20 July to Friday 31 July do not count: Builders’ holiday.",
            "Saturday 1 August and Sunday 2 August do not count: weekend.",
            "Monday 3 August counts for 1 hour and 30 minutes.",
            "The term ends on Mon 3 August 2026 09:30.",
        ],
    );
}

#[test]
fn month_end_and_roll() {
    let office = Calendar::dutch_office();
    let found = computed(
        &office,
        "2026-01-31T10:00:00",
        "1 month",
        DueMoment::EndOfDay,
        Roll::Forward,
        &[],
    );
    told(
        &found,
        &office,
        &[
            "De termijn van 1 maand begint op za 31 januari 2026 10:00.",
            "Zaterdag 28 februari is de laatste dag van de maand, want een 31e is er niet.",
            "Zaterdag 28 februari en zondag 1 maart zijn geen werkdagen: weekend.",
            "Maandag 2 maart: het einde op za 28 februari schuift op naar deze werkdag.",
            "De termijn eindigt op ma 2 maart 2026 10:00.",
        ],
        &[
            "The term of 1 month starts on Sat 31 January 2026 10:00.",
            "Saturday 28 February is the last day of the month, as there is no day 31.",
            "Saturday 28 February and Sunday 1 March are not working days: weekend.",
            "Monday 2 March: the end on Sat 28 February moves to this working day.",
            "The term ends on Mon 2 March 2026 10:00.",
        ],
    );
}

#[test]
fn summer_time_that_begins_at_the_end() {
    let office = Calendar::dutch_office();
    let found = computed(
        &office,
        "2026-03-28T02:30:00",
        "1 day",
        DueMoment::EndOfDay,
        Roll::Off,
        &[],
    );
    told(
        &found,
        &office,
        &[
            "De termijn van 1 dag begint op za 28 maart 2026 02:30.",
            "Zondag 29 maart: 02:30 bestaat niet, want de zomertijd begint; het wordt 03:30.",
            "De termijn eindigt op zo 29 maart 2026 03:30.",
        ],
        &[
            "The term of 1 day starts on Sat 28 March 2026 02:30.",
            "Sunday 29 March: 02:30 does not exist, as summer time starts; it becomes 03:30.",
            "The term ends on Sun 29 March 2026 03:30.",
        ],
    );
}

#[test]
fn summaries() {
    let office = Calendar::dutch_office();
    let two_days = computed(
        &office,
        "2026-03-02T10:42:00",
        "2 working days",
        DueMoment::EndOfDay,
        Roll::Off,
        &[],
    );
    let a_day = computed(
        &office,
        "2026-12-31T10:00:00",
        "24 hours",
        DueMoment::EndOfDay,
        Roll::Off,
        &[],
    );
    let month = computed(
        &office,
        "2026-03-02T10:00:00",
        "1 month",
        DueMoment::EndOfDay,
        Roll::Off,
        &[],
    );
    for (found, now, nl, en) in [
        (
            &two_days,
            "2026-03-03T09:00:00",
            "nog 1 werkdag, uiterlijk wo 4 maart 17:00",
            "1 working day left, due by Wed 4 March 17:00",
        ),
        (
            &two_days,
            "2026-03-04T13:45:00",
            "nog 3 uur en 15 minuten, vandaag uiterlijk 17:00",
            "3 hours and 15 minutes left, due today by 17:00",
        ),
        (
            &two_days,
            "2026-03-04T16:59:30",
            "nog 30 seconden, vandaag uiterlijk 17:00",
            "30 seconds left, due today by 17:00",
        ),
        (
            &two_days,
            "2026-03-04T18:00:00",
            "1 uur te laat, uiterlijk was wo 4 maart 17:00",
            "1 hour late, was due by Wed 4 March 17:00",
        ),
        (
            &two_days,
            "2026-03-09T09:00:00",
            "3 werkdagen te laat, uiterlijk was wo 4 maart 17:00",
            "3 working days late, was due by Wed 4 March 17:00",
        ),
        (
            &two_days,
            "2027-03-04T09:00:00",
            "255 werkdagen te laat, uiterlijk was wo 4 maart 2026 17:00",
            "255 working days late, was due by Wed 4 March 2026 17:00",
        ),
        (
            &a_day,
            "2026-12-31T12:00:00",
            "nog 22 uur, uiterlijk vr 1 januari 2027 10:00",
            "22 hours left, due by Fri 1 January 2027 10:00",
        ),
        (
            &month,
            "2026-03-12T12:00:00",
            "nog 21 dagen, uiterlijk do 2 april 10:00",
            "21 days left, due by Thu 2 April 10:00",
        ),
    ] {
        assert_eq!(
            found.summary(&office, local(&office, now), Language::Nl),
            nl
        );
        assert_eq!(
            found.summary(&office, local(&office, now), Language::En),
            en
        );
    }
    let late_on_friday = two_days.due + TimeDelta::days(2);
    assert_eq!(
        two_days.summary(&office, late_on_friday, Language::Nl),
        "2 werkdagen te laat, uiterlijk was wo 4 maart 17:00"
    );
}

#[test]
fn terms_in_words() {
    for (text, nl, en) in [
        ("1 minute", "1 minuut", "1 minute"),
        ("2 hours", "2 uur", "2 hours"),
        (
            "120 Working  Minutes ",
            "120 werkminuten",
            "120 working minutes",
        ),
        ("1 working hours", "1 werkuur", "1 working hour"),
        ("2 working day", "2 werkdagen", "2 working days"),
        ("1 days", "1 dag", "1 day"),
        ("6 weeks", "6 weken", "6 weeks"),
        ("3 months", "3 maanden", "3 months"),
        ("0 years", "0 jaar", "0 years"),
        ("24hours", "24 uur", "24 hours"),
    ] {
        let term: Term = text.parse().unwrap();
        assert_eq!(
            (term.display(Language::Nl), term.to_string()),
            (nl.to_string(), en.to_string())
        );
    }
    for text in [
        "",
        "2",
        "days",
        "two days",
        "-1 day",
        "1.5 days",
        "2 werkdagen",
        "1 fortnight",
        "1 day 2 hours",
        "١ day",
    ] {
        let error = text.parse::<Term>().unwrap_err();
        let nl = format!(
            "\"{text}\" is geen termijn. Schrijf een getal en een Engelse eenheid, bijvoorbeeld \"2 working days\", \"24 hours\" of \"1 month\"."
        );
        assert_eq!(error.message(Language::Nl), nl);
    }
    let error = "99999999999 days".parse::<Term>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "De termijn \"99999999999 days\" is langer dan 100 jaar. Kies een kortere termijn."
    );
}

#[test]
fn faulty_calendar_files() {
    for (file, nl, en) in [
        (
            "holidays = 'nl'\nx = 1",
            "Kalender, regel 2, x: \"x\" is niet bekend. Hier kan staan: time_zone, holidays, liberation_day, good_friday, closed, hours.",
            "Calendar, line 2, x: \"x\" is not known. What can stand here: time_zone, holidays, liberation_day, good_friday, closed, hours.",
        ),
        (
            "holidays = 'de'",
            "Kalender, regel 1, holidays: \"de\" is geen keuze. Kies uit: \"nl\", \"none\".",
            "Calendar, line 1, holidays: \"de\" is not a choice. Choose from: \"nl\", \"none\".",
        ),
        (
            "[hours]\n\nmon = ['8-17']",
            "Kalender, regel 3, hours.mon: \"8-17\" zijn geen openingstijden. Schrijf bijvoorbeeld \"08:00-17:00\".",
            "Calendar, line 3, hours.mon: \"8-17\" are no opening hours. Write for example \"08:00-17:00\".",
        ),
        (
            "[hours]\nmon = ['22:00-06:00']",
            "Kalender, regel 2, hours.mon: \"22:00-06:00\" eindigt niet na het begin. Verdeel een nacht over twee dagen, tot en vanaf 24:00.",
            "Calendar, line 2, hours.mon: \"22:00-06:00\" does not end after its start. Split a night over two days, up to and from 24:00.",
        ),
        (
            "[hours]\nmon = ['12:00-13:00',\n'08:00-12:30']",
            "Kalender, regel 2, hours.mon: De tijden 08:00-12:30 en 12:00-13:00 overlappen elkaar. Laat ze op elkaar volgen.",
            "Calendar, line 2, hours.mon: The hours 08:00-12:30 and 12:00-13:00 overlap. Let one follow the other.",
        ),
        (
            "[hours]",
            "Kalender, regel 1, hours: Geen enkele dag is open. Geef ten minste één dag openingstijden: mon = [\"08:00-17:00\"].",
            "Calendar, line 1, hours: No day is open. Give at least one day opening hours: mon = [\"08:00-17:00\"].",
        ),
        (
            "closed = [\n  { on = '2026-02-20', name = 'x' },\n  { on = '2026-02-30', name = 'y' },\n]",
            "Kalender, regel 3, closed.on: \"2026-02-30\" is geen bestaande datum. Schrijf jaar-maand-dag, bijvoorbeeld \"2026-12-24\".",
            "Calendar, line 3, closed.on: \"2026-02-30\" is not an existing date. Write year-month-day, for example \"2026-12-24\".",
        ),
        (
            "good_friday = 1",
            "Kalender, regel 1, good_friday: Hier hoort true of false, zonder aanhalingstekens.",
            "Calendar, line 1, good_friday: Write true or false, without quotes.",
        ),
        (
            "time_zone = 'Amsterdam'",
            "Kalender, regel 1, time_zone: De tijdzone \"Amsterdam\" is niet bekend. Schrijf bijvoorbeeld \"Europe/Amsterdam\".",
            "Calendar, line 1, time_zone: The time zone \"Amsterdam\" is not known. Write for example \"Europe/Amsterdam\".",
        ),
    ] {
        let error = Calendar::from_toml(file).unwrap_err();
        assert_eq!(error.message(Language::Nl), nl);
        assert_eq!(error.message(Language::En), en);
    }
    assert_eq!(Calendar::from_toml("").unwrap(), Calendar::dutch_office());
    assert!(
        serde_json::from_str::<Calendar>("{\"hours\":{}}")
            .unwrap_err()
            .to_string()
            .contains("Geen enkele dag is open")
    );
}
