//! A technician's day: the visits in the order of what presses, and the chosen one beside them.

mod card;
mod correct;
mod detail;
mod failed;
mod head;
mod round;

use crate::local::desk::{Connection, use_desk};
use crate::local::device;
use crate::local::small::fetch_ahead;
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::id::DossierId;
use domain::moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use round::{Order, Round, Stop};

/// The name under which the device remembers the order.
const ORDER: &str = "today.order";

/// `/app/today/:dossier?`.
#[component]
pub fn TodayPage() -> impl IntoView {
    let params = use_params_map();
    let chosen = Memo::new(move |_| {
        params.with(|p| {
            p.get("dossier")
                .and_then(|text| text.parse::<DossierId>().ok())
        })
    });
    view! {
        <div class="split" data-open=move || chosen.get().is_some().to_string()>
            <List chosen/>
            <section class="split-detail" aria-label=tr("Bezoek", "Visit") tabindex="0">
                {move || match chosen.get() {
                    Some(id) => view! { <detail::Detail id/> }.into_any(),
                    None => view! { <NothingChosen/> }.into_any(),
                }}
            </section>
        </div>
    }
}

#[component]
fn List(chosen: Memo<Option<DossierId>>) -> impl IntoView {
    let desk = use_desk();
    let order = RwSignal::new(device::setting::<Order>(ORDER).unwrap_or_default());
    Effect::new(move |_| device::set_setting(ORDER, &order.get()));
    // The day changes at midnight only, so the list is not made anew every half minute.
    let today = Memo::new(move |_| {
        let now = desk.now.get();
        desk.reference
            .with(|r| r.as_ref().map(|r| r.procedure.calendar.wall(now).date()))
    });
    let round = Memo::new(move |_| {
        let (reference, today) = (desk.reference.get()?, today.get()?);
        let me = reference.me.person;
        Some(
            desk.rows
                .with(|rows| Round::of(rows, me, &reference.procedure, order.get(), today)),
        )
    });
    // Where one goes, the photos go along.
    Effect::new(move |before: Option<Vec<(DossierId, u64)>>| {
        let ahead = round
            .get()
            .map(|round| round.dossiers())
            .unwrap_or_default();
        let online = desk.connection.get() == Connection::Online && desk.loaded.get();
        if online && !ahead.is_empty() && before.as_ref() != Some(&ahead) {
            let dossiers = ahead.iter().map(|(id, _)| *id).collect();
            spawn_local(fetch_ahead(desk, dossiers));
            return ahead;
        }
        before.unwrap_or_default()
    });
    view! {
        <section class="split-list" aria-label=tr("Bezoeken", "Visits") tabindex="0">
            <div class="list-head">
                <div class="list-title">
                    <h1>{tr("Mijn bezoeken", "My visits")}</h1>
                    <OrderSwitch order/>
                </div>
            </div>
            {move || {
                let round = round.get().filter(|_| desk.loaded.get())?;
                let current = chosen.get();
                Some(view! { <Days round current/> })
            }}
        </section>
    }
}

/// The days with their visits; what was done today stands below.
#[component]
fn Days(round: Round, current: Option<DossierId>) -> impl IntoView {
    let empty = round.days.is_empty();
    let days = round.days.into_iter().map(|day| {
        let count = day.stops.len();
        let count = match count {
            1 => tr("1 bezoek", "1 visit").to_owned(),
            _ => format!("{count} {}", tr("bezoeken", "visits")),
        };
        view! {
            <h2 class="visits-day">{day.title}<small>{count}</small></h2>
            <div class="visits">{cards(day.stops, current)}</div>
        }
    });
    let done = (!round.done.is_empty()).then(|| {
        view! {
            <h2 class="visits-day">{tr("Vandaag gedaan", "Done today")}</h2>
            <div class="visits">{cards(round.done, current)}</div>
        }
    });
    let loose = (!round.loose.is_empty()).then(|| {
        view! {
            <h2 class="visits-day">{tr("Herstel zonder afspraak", "Repairs without an appointment")}</h2>
            <div class="visits">{cards(round.loose, current)}</div>
        }
    });
    view! {
        {empty.then(|| view! { <NoVisits/> })}
        {days.collect_view()}
        {loose}
        {done}
    }
}

fn cards(stops: Vec<Stop>, current: Option<DossierId>) -> impl IntoView {
    stops
        .into_iter()
        .map(|stop| {
            let chosen = current == Some(stop.row.summary.id);
            view! { <card::VisitCard stop current=chosen/> }
        })
        .collect_view()
}

#[component]
fn OrderSwitch(order: RwSignal<Order>) -> impl IntoView {
    let segment = move |which: Order, words: &'static str| {
        view! {
            <label class="segment">
                <input type="radio" name="order" prop:checked=move || order.get() == which on:change=move |_| order.set(which)/>
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <div class="segments small" role="radiogroup" aria-label=tr("Volgorde", "Order")>
            {segment(Order::Due, tr("Termijn", "Deadline"))}
            {segment(Order::Time, tr("Tijd", "Time"))}
        </div>
    }
}

#[component]
fn NoVisits() -> impl IntoView {
    let desk = use_desk();
    let today = desk.reference.with_untracked(|r| {
        let calendar = r.as_ref().map(|r| &r.procedure.calendar);
        calendar.map(|c| moment::day_in_full(c.wall(device::now()).date(), language()))
    });
    view! {
        <div class="empty">
            <Icon name="logo" class="empty-picture"/>
            <h2>{tr("Geen bezoeken gepland", "No visits planned")}</h2>
            <p>
                {tr("Zodra er een bezoek voor u is gepland, staat het hier.", "As soon as a visit is planned for you, it appears here.")}
                " "{today}"."
            </p>
        </div>
    }
}

#[component]
fn NothingChosen() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="map-pin" class="empty-picture"/>
            <h2>{tr("Kies een bezoek", "Choose a visit")}</h2>
            <p>{tr("Hier ziet u dan waar u heen gaat en wat er speelt.", "Here you then see where to go and what it is about.")}</p>
        </div>
    }
}
