//! Above the list: its name, a quick filter by words, and the saved filters with their counts.

use super::filter::{Filter, Viewer};
use super::list::List;
use crate::ui::Icon;
use crate::words::tr;
use domain::event::EventKind;
use domain::permission::{Deed, may_anywhere};
use leptos::prelude::*;

#[component]
pub fn Head(list: List) -> impl IntoView {
    let takes_in = move || {
        let actor = list.desk.actor();
        list.desk.reference.with(|reference| {
            reference.as_ref().is_some_and(|r| {
                may_anywhere(&actor, Deed::Record(EventKind::Registered), &r.procedure)
            })
        })
    };
    view! {
        <div class="list-head">
            <div class="list-title">
                <h1>{tr("Werklijst", "Work list")}</h1>
                <div class="button-row">
                    <input
                        class="input short" type="search" id="work-query" autocomplete="off"
                        aria-label=tr("Filter op woorden", "Filter by words") placeholder=tr("Filter", "Filter")
                        prop:value=move || list.query.get()
                        on:input=move |event| { list.query.set(event_target_value(&event)); list.from.set(0); }
                        on:keydown=move |event| super::keys::from_filter(list, &event)
                    />
                    <Show when=takes_in>
                        <a class="button primary small" href="/app/new"><Icon name="plus"/>{tr("Nieuwe klacht", "New complaint")}</a>
                    </Show>
                </div>
            </div>
            <Filters list/>
        </div>
    }
}

/// A filter with how many it holds.
#[derive(Clone, PartialEq)]
struct Offered {
    filter: Filter,
    label: String,
    count: usize,
}

#[component]
fn Filters(list: List) -> impl IntoView {
    let offered = Memo::new(move |_| {
        let now = list.desk.now.get();
        list.desk.reference.with(|reference| {
            let Some(reference) = reference else {
                return vec![];
            };
            let viewer = Viewer { reference, now };
            let rows = list.desk.rows.get();
            let count = |filter: Filter| {
                rows.values()
                    .filter(|row| filter.lets_through(row, &viewer))
                    .count()
            };
            Filter::ALL
                .into_iter()
                .map(|filter| Offered {
                    filter,
                    label: filter.label(&viewer),
                    count: count(filter),
                })
                .filter(|offered| offered.filter.is_offered(reference, offered.count))
                .collect()
        })
    });
    view! {
        <div class="filters" role="group" aria-label=tr("Filters", "Filters")>
            {move || offered.get().into_iter().map(|Offered { filter, label, count }| view! {
                <button
                    class="filter" data-tone=filter.tone().filter(|_| count > 0)
                    aria-pressed=move || (list.filter.get() == filter).to_string()
                    on:click=move |_| list.choose_filter(filter)
                >
                    {label}" "<span class="filter-count">{count}</span>
                </button>
            }).collect_view()}
        </div>
    }
}
