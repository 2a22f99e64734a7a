//! Planning: technicians down, days across, what has no day yet at the side (GP-07, GP-09).

mod block;
mod board;
mod grid;
mod held;
mod week;

use crate::local::desk::use_desk;
use crate::ui::Icon;
use crate::words::{language, tr};
use block::BlockButton;
use board::Board;
use domain::moment;
use grid::Grid;
use held::{Held, Planner};
use leptos::prelude::*;

#[component]
pub fn PlanningPage() -> impl IntoView {
    let desk = use_desk();
    view! {
        <Show when=move || desk.loaded.get() && desk.reference.with(Option::is_some)>
            <Planning/>
        </Show>
    }
}

#[component]
fn Planning() -> impl IntoView {
    let board = Board::open(use_desk());
    board.listen();
    let label = move || {
        board
            .week
            .with(|week| format!("{} {}", tr("Week", "Week"), week.number))
    };
    view! {
        <div class="planning">
            <Head board/>
            <section class="unplanned" aria-label=tr("Nog zonder dag", "Without a day yet") tabindex="0">
                <h2>
                    {tr("Nog zonder dag", "Without a day yet")}" "
                    <span class="nav-count">{move || board.week.with(|week| week.unplanned.len())}</span>
                </h2>
                <Show when=move || board.week.with(|week| week.unplanned.is_empty())>
                    <p class="soft">{tr("Alles heeft een dag.", "Everything has a day.")}</p>
                </Show>
                {move || board.week.with(|week| week.unplanned.clone()).into_iter().map(|block| view! { <BlockButton board block/> }).collect_view()}
            </section>
            <div class="planning-board" tabindex="0" role="region" aria-label=label>
                <Grid board/>
            </div>
        </div>
        <Planner board/>
    }
}

#[component]
fn Head(board: Board) -> impl IntoView {
    let words = move || {
        board.week.with(|week| {
            let first = week
                .days
                .first()
                .map(|day| moment::day(day.date, language()));
            let last = week
                .days
                .last()
                .map(|day| moment::day_with_year(day.date, language()));
            format!(
                "{} {}: {} – {}",
                tr("Week", "Week"),
                week.number,
                first.unwrap_or_default(),
                last.unwrap_or_default()
            )
        })
    };
    let regions = move || {
        board
            .desk
            .reference
            .with(|r| r.as_ref().map(|r| r.regions.clone()).unwrap_or_default())
    };
    view! {
        <header class="planning-head">
            <h1>{tr("Planning", "Planning")}</h1>
            <div class="button-row">
                <button class="button square small" aria-label=tr("Vorige week", "Previous week") on:click=move |_| board.turn(-1)><Icon name="chevron-left"/></button>
                <button class="button small" on:click=move |_| board.turn(0)>{tr("Deze week", "This week")}</button>
                <button class="button square small" aria-label=tr("Volgende week", "Next week") on:click=move |_| board.turn(1)><Icon name="chevron-right"/></button>
            </div>
            <p role="status">{words}</p>
            <div class="select push">
                <select class="input" aria-label=tr("Regio", "Region") on:change=move |event| board.choose_region(event_target_value(&event))>
                    <option value="" selected=move || board.region.with(String::is_empty)>{tr("Alle regio's", "All regions")}</option>
                    {move || regions().into_iter().map(|region| {
                        let id = region.id.clone();
                        view! { <option value=region.id selected=move || board.region.with(|chosen| *chosen == id)>{region.name}</option> }
                    }).collect_view()}
                </select>
                <Icon name="chevron-down"/>
            </div>
            <Held board/>
        </header>
    }
}
