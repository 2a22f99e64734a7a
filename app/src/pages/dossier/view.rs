//! A dossier: what is wrong first, then what to do now, the promises, and the story.

use super::act::Acting;
use super::conflicts::Conflicts;
use super::details::Details;
use super::findings::Findings;
use super::head::Head;
use super::keys;
use super::next::Next;
use super::parked::ParkedItems;
use super::promises::Promises;
use super::shown::Shown;
use super::story::Story;
use super::visits::Visits;
use crate::local::desk::use_desk;
use crate::words::tr;
use domain::id::DossierId;
use leptos::prelude::*;

/// The whole dossier. `full` on its own page; otherwise narrow, beside a list.
#[component]
pub fn DossierView(id: DossierId, #[prop(optional)] full: bool) -> impl IntoView {
    let desk = use_desk();
    let shown = Shown::new(id, desk);
    let editing = RwSignal::new(false);
    keys::listen(shown, full, editing);
    let there = Memo::new(move |_| shown.get().is_some());
    move || {
        if !there.get() {
            return view! { <Absent shown full/> }.into_any();
        }
        let class = if full { "dossier full" } else { "dossier" };
        view! {
            <article class=class>
                <Head shown/>
                <Conflicts shown/>
                <ParkedItems shown/>
                <div class="dossier-main"><Next shown/><Promises shown/><Findings shown/><Story shown/></div>
                <div class="dossier-side"><Details shown editing/><Visits shown/></div>
                <Acting shown/>
            </article>
        }
        .into_any()
    }
}

/// Not here yet, or not for this person.
#[component]
fn Absent(shown: Shown, full: bool) -> impl IntoView {
    let missing = move || shown.desk.lacks(shown.id);
    let heading = move || {
        let words = tr(
            "Dit dossier staat niet op dit toestel",
            "This dossier is not on this device",
        );
        match full {
            true => view! { <h1>{words}</h1> }.into_any(),
            false => view! { <h2>{words}</h2> }.into_any(),
        }
    };
    move || {
        if missing() {
            view! {
                <div class="empty">
                    {heading()}
                    <p>{tr(
                        "Het is niet aan u toegewezen, of het komt nog binnen zodra er verbinding is.",
                        "It is not assigned to you, or it will arrive as soon as there is a connection.",
                    )}</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="loading" role="status">
                    <span class="unseen">{tr("Bezig met laden", "Loading")}</span>
                    <div class="skeleton"><div class="skeleton-line"></div><div class="skeleton-line tall"></div></div>
                </div>
            }
            .into_any()
        }
    }
}
