//! The agenda at the side.

use super::walk::{Walk, address};
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::moment;
use leptos::prelude::*;

#[component]
pub fn Agenda(walk: Walk) -> impl IntoView {
    let heading = move || {
        let name = walk.desk.reference.with(|r| {
            r.as_ref()
                .and_then(|r| r.procedure.meeting.as_ref())
                .map(|meeting| meeting.name.get(language()).to_owned())
        });
        let day = walk
            .on
            .get()
            .map(|on| moment::day(on, language()))
            .unwrap_or_default();
        format!("{} {day}", name.unwrap_or_default())
    };
    view! {
        <nav class="agenda" aria-label=tr("Agenda", "Agenda")>
            <p class="soft">{heading}</p>
            {move || walk.agenda.get().into_iter().enumerate().map(|(index, row)| {
                let summary = &row.summary;
                let id = summary.id;
                let judged = summary.ruling.is_some();
                let brought = summary.meeting.map(|on| format!(" · {}", moment::day(on, language()))).unwrap_or_default();
                view! {
                    <a class="agenda-item" href=address(id) aria-current=move || (walk.current.get() == Some(id)).then_some("true")>
                        <span>{index + 1}</span>
                        <span>{summary.complainant.clone()}</span>
                        <small>{summary.place.city.clone()}{brought}</small>
                        {judged.then(|| view! { <Icon name="check"/><span class="unseen">{tr("beoordeeld", "judged")}</span> })}
                    </a>
                }
            }).collect_view()}
        </nav>
    }
}
