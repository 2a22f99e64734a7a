//! How pressing something is, in a word and a tone.

use crate::local::desk::use_desk;
use crate::words::{language, tr};
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::id::FileHash;
use domain::language::Language;
use domain::moment;
use domain::obligation::{Obligation, Urgency};
use leptos::prelude::*;

/// The tone of an urgency, for `data-tone`.
pub fn tone(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Late => "late",
        Urgency::Soon => "soon",
        Urgency::Due => "due",
        Urgency::Waiting => "waiting",
        Urgency::Done => "done",
    }
}

/// `vandaag 17:00`, `do 5 maart 17:00`, `2 dagen te laat`, `klok staat stil`.
pub fn standing_words(obligation: &Obligation, calendar: &Calendar, now: DateTime<Utc>) -> String {
    let due = obligation.deadline.due;
    match obligation.urgency(now) {
        Urgency::Done => tr("gehaald", "kept").to_owned(),
        Urgency::Waiting => tr("klok staat stil", "clock paused").to_owned(),
        Urgency::Late => late_words(now - due),
        Urgency::Soon | Urgency::Due => {
            let (today, day) = (
                calendar.local(now).date_naive(),
                calendar.local(due).date_naive(),
            );
            let clock = moment::clock(calendar, due);
            match (day - today).num_days() {
                0 => format!("{} {clock}", tr("vandaag", "today")),
                1 => format!("{} {clock}", tr("morgen", "tomorrow")),
                _ => format!("{} {clock}", moment::day(day, language())),
            }
        }
    }
}

fn late_words(by: TimeDelta) -> String {
    let (days, hours) = (by.num_days(), by.num_hours());
    match (language(), days, hours) {
        (Language::Nl, 0, 0) => "net te laat".into(),
        (Language::En, 0, 0) => "just late".into(),
        (Language::Nl, 0, hours) => format!("{hours} uur te laat"),
        (Language::En, 0, hours) => format!("{hours} h late"),
        (Language::Nl, 1, _) => "1 dag te laat".into(),
        (Language::En, 1, _) => "1 day late".into(),
        (Language::Nl, days, _) => format!("{days} dagen te laat"),
        (Language::En, days, _) => format!("{days} days late"),
    }
}

/// The standing of one obligation, by the calendar of the version by which its dossier goes.
#[component]
pub fn Standing(obligation: Obligation, version: Option<FileHash>) -> impl IntoView {
    let desk = use_desk();
    let shown = obligation.clone();
    let words = move || {
        let now = desk.now.get();
        desk.reference.with(|r| {
            r.as_ref()
                .map(|r| standing_words(&shown, &r.procedure_by(version.as_ref()).calendar, now))
        })
    };
    view! { <span class="standing" data-tone=move || tone(obligation.urgency(desk.now.get()))>{words}</span> }
}
