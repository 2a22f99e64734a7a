//! The promise bar: its panes for known promises, and drawings that are sound whatever they show.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::deadline::{Deadline, Pause, Rule, deadline};
use domain::language::{Language, Text};
use domain::promise::{BarSize, PaneState, PromiseBar, StackRow, promise_bar, promise_stack};
use domain::term::{Term, Unit};
use proptest::prelude::*;
use proptest::sample::select;

fn local(text: &str) -> DateTime<Utc> {
    let wall: NaiveDateTime = format!("{text}:00").parse().unwrap();
    Calendar::dutch_office().at(wall.date(), wall.time())
}

fn promise(from: &str, term: &str, pauses: &[Pause]) -> Deadline {
    deadline(
        &Calendar::dutch_office(),
        local(from),
        &Rule::new(term.parse().unwrap()),
        pauses,
    )
    .unwrap()
}

fn pause(from: &str, until: &str) -> Pause {
    Pause {
        from: local(from),
        until: local(until),
        reason: Text::default(),
    }
}

/// A bar in letters: `#` passed, `+` now, `-` coming, `!` late, `:` sliver, with `>` for the flag.
fn sketch(bar: &PromiseBar) -> String {
    let mut sketch = String::new();
    for (index, pane) in bar.panes.iter().enumerate() {
        if index == bar.before_due {
            sketch.push('>');
        }
        sketch.push(match pane.state {
            PaneState::Passed => '#',
            PaneState::Now => '+',
            PaneState::Coming => '-',
            PaneState::Late => '!',
            PaneState::Sliver => ':',
        });
    }
    if bar.before_due == bar.panes.len() {
        sketch.push('>');
    }
    sketch
}

#[test]
fn one_pane_a_working_day_and_a_sliver_for_what_is_skipped() {
    for (from, term, now, expected) in [
        (
            "2026-03-02T10:42",
            "2 working days",
            "2026-03-02T10:42",
            "--->",
        ),
        (
            "2026-03-02T10:42",
            "2 working days",
            "2026-03-03T11:00",
            "#+->",
        ),
        (
            "2026-03-02T10:42",
            "2 working days",
            "2026-03-04T07:00",
            "##->",
        ),
        (
            "2026-03-02T10:42",
            "2 working days",
            "2026-03-04T17:00",
            "###>",
        ),
        (
            "2026-03-02T10:42",
            "2 working days",
            "2026-03-06T15:00",
            "###>!!",
        ),
        (
            "2026-03-02T10:42",
            "2 working days",
            "2026-03-04T18:00",
            "###>!",
        ),
        // Started after closing time: that day has no pane. Over a weekend: one sliver.
        (
            "2026-03-06T18:00",
            "1 working day",
            "2026-03-07T12:00",
            ":->",
        ),
        (
            "2026-03-05T09:00",
            "2 working days",
            "2026-03-06T12:00",
            "#+:->",
        ),
        // Good Friday is worked; the weekend, Easter Sunday and Easter Monday are three slivers.
        (
            "2026-04-02T09:00",
            "2 working days",
            "2026-04-03T12:00",
            "#+:::->",
        ),
        // Terms in hours: a few hours a pane. Of opening hours: the night is a sliver.
        (
            "2026-03-02T09:00",
            "24 hours",
            "2026-03-02T15:00",
            "##------>",
        ),
        (
            "2026-03-02T09:00",
            "24 hours",
            "2026-03-03T15:00",
            "########>!!",
        ),
        (
            "2026-03-02T15:00",
            "4 working hours",
            "2026-03-02T16:15",
            "##+-:---->",
        ),
        // Terms in weeks and months: days up to a fortnight, then weeks, then months.
        ("2026-03-02T15:00", "1 week", "2026-03-05T16:00", "###+-:->"),
        (
            "2026-03-02T15:00",
            "2 weeks",
            "2026-03-02T15:00",
            "-----:-----:->",
        ),
        (
            "2026-03-02T15:00",
            "6 weeks",
            "2026-03-11T15:00",
            "#+----->",
        ),
        (
            "2026-03-02T15:00",
            "12 months",
            "2026-05-11T15:00",
            "##+---------->",
        ),
        (
            "2026-03-02T15:00",
            "100 years",
            "2026-05-11T15:00",
            &format!("+{}>", "-".repeat(100)),
        ),
    ] {
        let found = promise(from, term, &[]);
        let bar = promise_bar(&Calendar::dutch_office(), &found, &[], local(now));
        assert_eq!(sketch(&bar), expected, "{from} + {term} at {now}");
        assert_eq!(bar.late, expected.contains('!'));
    }
}

#[test]
fn today_is_filled_to_the_hour() {
    let office = Calendar::dutch_office();
    let found = promise("2026-03-02T08:00", "2 working days", &[]);
    for (now, filled) in [
        ("2026-03-03T08:00", 0.0),
        ("2026-03-03T12:30", 0.5),
        ("2026-03-03T16:06", 0.9),
        ("2026-03-03T20:00", 1.0),
    ] {
        let bar = promise_bar(&office, &found, &[], local(now));
        assert!(
            (bar.panes[1].filled - filled).abs() < 1e-9,
            "{now}: {}",
            bar.panes[1].filled
        );
    }
}

#[test]
fn a_pause_is_on_the_days_that_it_covers() {
    let office = Calendar::dutch_office();
    let pauses = [pause("2026-03-03T12:30", "2026-03-04T12:30")];
    let found = promise("2026-03-02T08:00", "2 working days", &pauses);
    let bar = promise_bar(&office, &found, &pauses, local("2026-03-04T14:00"));
    let paused: Vec<_> = bar.panes.iter().map(|pane| pane.paused.clone()).collect();
    assert_eq!(paused, [vec![], vec![(0.5, 1.0)], vec![(0.0, 0.5)], vec![]]);
}

#[test]
fn the_drawing_speaks_and_escapes() {
    let office = Calendar::dutch_office();
    let found = promise("2026-04-02T09:00", "2 working days", &[]);
    let bar = promise_bar(&office, &found, &[], local("2026-04-03T12:00"));
    let svg = bar.svg(
        "Bezoek <bij> \"Jansen & zn\": nog 1 werkdag",
        BarSize::Small,
    );
    assert!(
        svg.contains(
            "<title>Bezoek &lt;bij&gt; &quot;Jansen &amp; zn&quot;: nog 1 werkdag</title>"
        )
    );
    assert!(svg.contains("role=\"img\"") && svg.contains("data-name=\"Tweede Paasdag\""));
    assert!(svg.contains("class=\"flag\"") && svg.contains("class=\"pane pane-now\""));
    let english = bar.in_language(Language::En).svg("Visit", BarSize::Large);
    assert!(english.contains("data-name=\"Easter Monday\"") && english.contains(">Thu</text>"));
    // A strict content policy forbids styles, and ids could clash on a page with many bars.
    assert!(!english.contains("style=") && !english.contains("id=") && !english.contains("url("));
}

#[test]
fn a_stack_shares_one_axis() {
    let office = Calendar::dutch_office();
    let (visit, repair) = (
        promise("2026-03-02T10:00", "2 working days", &[]),
        promise("2026-03-03T10:00", "5 working days", &[]),
    );
    let row = |name, deadline, met| StackRow {
        name,
        deadline,
        pauses: &[],
        met,
    };
    let rows = [
        row("Bezoek", &visit, Some(local("2026-03-03T09:30"))),
        row("Herstel", &repair, None),
    ];
    let now = local("2026-03-11T10:00");
    let svg = promise_stack(&office, &rows, now, Language::Nl, "Twee beloften");
    assert_eq!(svg.matches("class=\"flag\"").count(), 2);
    assert_eq!(svg.matches("class=\"check\"").count(), 1);
    assert_eq!(svg.matches("class=\"now-line\"").count(), 1);
    // Only the repair is late: it was due on Tuesday.
    assert_eq!(svg.matches("pane-late").count(), 1);
    assert_eq!(promise_stack(&office, &[], now, Language::Nl, ""), "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_bar_can_be_drawn(
        start in 0..3_155_760_000_i64,
        count in 0..80_u32,
        unit in select(Unit::ALL.to_vec()),
        now in -100_000_000..400_000_000_i64,
        paused in (-200_000..900_000_i64, 0..400_000_i64),
    ) {
        let office = Calendar::dutch_office();
        let from = DateTime::from_timestamp(start, 0).unwrap();
        let begin = from + TimeDelta::seconds(paused.0);
        let pauses = [Pause { from: begin, until: begin + TimeDelta::seconds(paused.1), reason: Text::default() }];
        let found = deadline(&office, from, &Rule::new(Term { count, unit }), &pauses).unwrap();
        let now = from + TimeDelta::seconds(now);
        let bar = promise_bar(&office, &found, &pauses, now);
        prop_assert!(bar.before_due <= bar.panes.len());
        prop_assert_eq!(bar.late, now > found.due);
        let open = bar.panes.iter().filter(|pane| pane.state != PaneState::Sliver).count();
        prop_assert!(open <= 130, "{open} panes");
        for pair in bar.panes.windows(2) {
            prop_assert!(pair[0].until <= pair[1].from);
        }
        for pane in &bar.panes {
            prop_assert!((0.0..=1.0).contains(&pane.filled) && pane.weight.is_finite());
            prop_assert!(pane.paused.iter().all(|(from, until)| 0.0 <= *from && from < until && *until <= 1.0));
        }
        for (size, width) in [(BarSize::Small, 220.0), (BarSize::Large, 720.0)] {
            let svg = bar.svg("x", size);
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
            prop_assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
            if open <= 40 {
                for x in svg.split(" x=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap()) {
                    prop_assert!((0.0..=width).contains(&x), "{x} in {svg}");
                }
            }
        }
        let row = StackRow { name: "x", deadline: &found, pauses: &pauses, met: None };
        let stack = promise_stack(&office, &[row, row], now, Language::En, "x");
        prop_assert!(!stack.contains("NaN"));
    }
}
