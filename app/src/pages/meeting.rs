//! The complaints meeting: the agenda builds itself, one complaint at a time, readable from the far end of the table
//! (GP-08).

mod agenda;
mod case;
mod ruling;
mod walk;

use crate::local::desk::use_desk;
use crate::pages::dossier::act::Acting;
use crate::pages::dossier::shown::Shown;
use crate::ui::Icon;
use crate::words::tr;
use agenda::Agenda;
use case::Case;
use leptos::prelude::*;
use ruling::Ruling;
use walk::Walk;

#[component]
pub fn MeetingPage() -> impl IntoView {
    let desk = use_desk();
    let held = move || {
        desk.reference
            .with(|r| r.as_ref().is_some_and(|r| r.procedure.meeting.is_some()))
    };
    view! {
        <Show when=move || desk.loaded.get() && desk.reference.with(Option::is_some)>
            <Show when=held fallback=NoMeeting><Meeting/></Show>
        </Show>
    }
}

#[component]
fn Meeting() -> impl IntoView {
    let walk = Walk::open(use_desk());
    walk.listen();
    view! {
        <div class="meeting">
            <Agenda walk/>
            {move || match walk.current.get() {
                None => view! { <NothingToJudge/> }.into_any(),
                Some(dossier) => {
                    let shown = Shown::new(dossier, walk.desk);
                    view! {
                        <article class="case">
                            <Case walk shown/>
                            <Ruling walk shown/>
                        </article>
                        <Acting shown/>
                    }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn NothingToJudge() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="logo" class="empty-picture"/>
            <h1>{tr("Er wacht niets op een oordeel", "Nothing awaits a ruling")}</h1>
            <p>{tr("De agenda vult zichzelf met klachten die nog geen oordeel hebben.", "The agenda fills itself with complaints that have no ruling yet.")}</p>
            <a class="button" href="/app/work">{tr("Naar de werklijst", "To the work list")}</a>
        </div>
    }
}

#[component]
fn NoMeeting() -> impl IntoView {
    view! {
        <div class="page narrow">
            <div class="empty">
                <h1>{tr("Deze procedure kent geen overleg", "This procedure has no meeting")}</h1>
                <p>{tr("Een oordeel legt u vast in het dossier zelf.", "A ruling is recorded in the dossier itself.")}</p>
            </div>
        </div>
    }
}
