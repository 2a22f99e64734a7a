//! Bringing the complaint into the meeting in which it is judged (GP-08).

use super::Shown;
use crate::local::device;
use crate::ui::{RecordDialog, TextField, said};
use crate::words::{language, tr};
use chrono::NaiveDate;
use domain::event::BroughtToMeeting;
use domain::moment;
use domain::refusal::{Fault, Problem};
use leptos::prelude::*;

#[component]
pub fn Meeting(shown: Shown) -> impl IntoView {
    let form = shown.form("meeting");
    let known = shown.peek();
    let meeting = known
        .as_ref()
        .and_then(|(_, reference)| reference.procedure.meeting.clone());
    let next = known.as_ref().and_then(|(_, reference)| {
        let calendar = &reference.procedure.calendar;
        meeting
            .as_ref()?
            .coming(calendar, calendar.wall(device::now()).date())
    });
    let on = form.field("on", next.map(|day| day.to_string()).unwrap_or_default());
    let day = move || said(on).parse::<NaiveDate>().ok();
    let event = Callback::new(move |()| match day() {
        Some(on) => Ok(BroughtToMeeting { on }.into()),
        None => Err(Problem::new("on", Fault::Missing)),
    });
    let name = meeting
        .map(|meeting| meeting.name.get(language()).to_owned())
        .unwrap_or_default();
    let title = language().pick(
        format!("Naar het {}", name.to_lowercase()),
        format!("To the {}", name.to_lowercase()),
    );
    view! {
        <RecordDialog form event title=title action=tr("Zet op agenda", "Put on the agenda")
            says=tr("De klacht staat dan op de agenda van die dag.", "The complaint is then on the agenda of that day.")>
            <TextField id="meeting-on" label=tr("Op welke dag?", "On which day?") value=on error=form.error("on") kind="date" class="input short" required=true/>
            <p class="soft">{move || day().map(|day| moment::day_in_full(day, language()))}</p>
        </RecordDialog>
    }
}
