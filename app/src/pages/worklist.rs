//! The work list: one line a dossier, the most urgent first, with the dossier beside it.

mod bulk;
mod filter;
mod head;
mod keys;
mod list;
mod row;

use crate::local::desk::use_desk;
use crate::pages::dossier::view::DossierView;
use crate::ui::Icon;
use crate::words::tr;
use bulk::Bulk;
use domain::id::DossierId;
use head::Head;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use list::List;
use row::Line;

#[component]
pub fn WorklistPage() -> impl IntoView {
    let desk = use_desk();
    view! {
        <Show when=move || desk.loaded.get() && desk.reference.with(Option::is_some)>
            <Worklist/>
        </Show>
    }
}

#[component]
fn Worklist() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let shown = Memo::new(move |_| {
        params.with(|p| {
            p.get("dossier")
                .and_then(|text| text.parse::<DossierId>().ok())
        })
    });
    let list = List::open(desk, shown);
    keys::listen(list);
    view! {
        <div class="split work-split" data-open=move || shown.get().is_some().to_string()>
            <section class="split-list" aria-label=tr("Werklijst", "Work list") tabindex="0">
                <Head list/>
                <Bulk list/>
                <Lines list/>
                <Pager list/>
            </section>
            {move || shown.get().map(|dossier| view! {
                <section class="split-detail" aria-label=tr("Dossier", "Dossier") tabindex="0">
                    <a class="button plain small split-back" href="/app/work"><Icon name="arrow-left"/>{tr("Lijst", "List")}</a>
                    <DossierView id=dossier/>
                </section>
            })}
        </div>
    }
}

#[component]
fn Lines(list: List) -> impl IntoView {
    let empty = move || list.page.with(|lines| lines.is_empty());
    view! {
        <div
            class=move || if list.shown.get().is_some() { "work-frame tight" } else { "work-frame" }
            tabindex="0" role="region" aria-label=tr("Dossiers", "Dossiers")
        >
            <Show when=move || !empty() fallback=move || view! { <Nothing list/> }>
                <table class="work">
                    <thead>
                        <tr>
                            <th class="work-pick"><span class="unseen">{tr("Kies", "Choose")}</span></th>
                            <th>{tr("Nummer", "Number")}</th>
                            <th>{tr("Klager", "Complainant")}</th>
                            <th class="work-what">{tr("Wat", "What")}</th>
                            <th>{tr("Belofte", "Promise")}</th>
                            <th>{tr("Stand", "Standing")}</th>
                            <th class="work-owner">{tr("Bij", "With")}</th>
                            <th class="work-mark"><span class="unseen">{tr("Verstuurd", "Sent")}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        // A line is drawn anew only when its dossier changed.
                        <For
                            each=move || list.page.get()
                            key=|row| (row.summary.id, row.summary.head, row.unsent, row.parked, row.summary.number.is_some())
                            let(row)
                        >
                            <Line list row/>
                        </For>
                    </tbody>
                </table>
            </Show>
        </div>
    }
}

/// A calm word when there is nothing to do here.
#[component]
fn Nothing(list: List) -> impl IntoView {
    let searching = move || !list.query.with(|query| query.trim().is_empty());
    view! {
        <div class="empty">
            <Icon name="logo" class="empty-picture"/>
            <h2>{move || if searching() { tr("Niets gevonden", "Nothing found") } else { list.filter.get().nothing() }}</h2>
            <p>{move || if searching() {
                tr("Probeer een ander woord, of zoek in alles.", "Try another word, or search everything.")
            } else {
                tr("Kies een ander filter om meer te zien.", "Choose another filter to see more.")
            }}</p>
            <Show when=searching>
                <a class="button" href="/app/search"><Icon name="search"/>{tr("Zoek in alles", "Search everything")}</a>
            </Show>
        </div>
    }
}

#[component]
fn Pager(list: List) -> impl IntoView {
    let total = move || list.lines.with(|lines| lines.len());
    let paged = move || total() > list::PAGE;
    let words = move || {
        let (from, total) = (list.from.get(), total());
        format!(
            "{}–{} {} {total}",
            from + 1,
            (from + list::PAGE).min(total),
            tr("van", "of")
        )
    };
    view! {
        <Show when=paged>
            <div class="pager">
                {words}
                <span class="push"></span>
                <button class="button small" disabled=move || list.from.get() == 0 on:click=move |_| list.turn(false)>
                    <Icon name="chevron-left"/>{tr("Vorige", "Previous")}
                </button>
                <button class="button small" disabled=move || list.from.get() + list::PAGE >= total() on:click=move |_| list.turn(true)>
                    {tr("Volgende", "Next")}<Icon name="chevron-right"/>
                </button>
            </div>
        </Show>
    }
}
