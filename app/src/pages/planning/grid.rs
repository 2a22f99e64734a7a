//! The board itself: a table in which blocks are put down by hand, by tap, or by arrow keys.

use super::block::BlockButton;
use super::board::{Board, TODAY, cell_id};
use super::week::{Block, Day, Line};
use crate::words::{language, tr};
use domain::id::PersonId;
use domain::moment;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[component]
pub fn Grid(board: Board) -> impl IntoView {
    view! {
        {move || {
            let week = board.week.get();
            if week.lines.is_empty() {
                return view! {
                    <div class="empty">
                        <h2>{tr("Geen monteurs in deze regio", "No technicians in this region")}</h2>
                        <p>{tr("Kies een andere regio.", "Choose another region.")}</p>
                    </div>
                }.into_any();
            }
            let days = week.days.clone();
            view! {
                <table class="planning-grid" on:keydown=on_key>
                    <thead>
                        <tr>
                            <th scope="col"><span class="unseen">{tr("Monteur", "Technician")}</span></th>
                            {week.days.into_iter().map(|day| view! { <Heading day/> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {week.lines.into_iter().enumerate().map(|(index, line)| view! { <Technician board line index days=days.clone()/> }).collect_view()}
                    </tbody>
                </table>
            }.into_any()
        }}
    }
}

#[component]
fn Heading(day: Day) -> impl IntoView {
    let load = match (&day.closed, day.visits) {
        (Some(closed), _) => closed.clone(),
        (None, 0) => tr("vrij", "free").to_owned(),
        (None, 1) => tr("1 bezoek", "1 visit").to_owned(),
        (None, many) => format!("{many} {}", tr("bezoeken", "visits")),
    };
    view! {
        <th scope="col" id=day.is_today.then_some(TODAY) aria-current=day.is_today.then_some("date")>
            {moment::day(day.date, language())}<span class="load">{load}</span>
        </th>
    }
}

#[component]
fn Technician(board: Board, line: Line, index: usize, days: Vec<Day>) -> impl IntoView {
    let person = line.person;
    let name = line.name.clone();
    view! {
        <tr>
            <th scope="row">{line.name}<small>{line.regions}</small></th>
            {line.cells.into_iter().zip(days).enumerate().map(|(column, (blocks, day))| {
                let id = cell_id(index, column);
                view! { <Cell board person name=name.clone() id day blocks/> }
            }).collect_view()}
        </tr>
    }
}

#[component]
fn Cell(
    board: Board,
    person: PersonId,
    name: String,
    id: String,
    day: Day,
    blocks: Vec<Block>,
) -> impl IntoView {
    let date = day.date;
    let open = day.takes_visits();
    let class = match (&day.closed, day.is_past) {
        (Some(_), _) => "planning-cell closed",
        (None, true) => "planning-cell away",
        (None, false) => "planning-cell",
    };
    let here = move || board.over.get() == Some((person, date));
    let held = move || open && board.may_go(person);
    let late = move || held() && board.late_on(date);
    let label = move || {
        let late = if late() {
            tr(", te laat", ", too late")
        } else {
            ""
        };
        format!(
            "{} {name}, {}{late}",
            tr("Hier:", "Here:"),
            moment::day(date, language())
        )
    };
    view! {
        <td
            class=class class:target=here data-tone=move || late().then_some("late")
            on:dragover=move |event| if held() {
                event.prevent_default();
                if board.over.get_untracked() != Some((person, date)) {
                    board.over.set(Some((person, date)));
                }
            }
            on:drop=move |event| if held() {
                event.prevent_default();
                board.put(person, date);
            }
        >
            {blocks.into_iter().map(|block| view! { <BlockButton board block/> }).collect_view()}
            <Show when=move || held() && !board.dragging.get()>
                <button
                    class="button plain small" id=id.clone() aria-label=label.clone()
                    on:focus=move |_| board.over.set(Some((person, date)))
                    on:click=move |_| board.put(person, date)
                >{move || if late() { tr("Te laat", "Too late") } else { tr("Hier", "Here") }}</button>
            </Show>
        </td>
    }
}

/// Arrow keys move what is held from cell to cell.
fn on_key(event: web_sys::KeyboardEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(id) = target.map(|element| element.id()) else {
        return;
    };
    let place: Vec<usize> = id
        .split('-')
        .skip(1)
        .filter_map(|part| part.parse().ok())
        .collect();
    let ([line, day], true) = (place.as_slice(), id.starts_with("cell-")) else {
        return;
    };
    let (down, right): (isize, isize) = match event.key().as_str() {
        "ArrowDown" => (1, 0),
        "ArrowUp" => (-1, 0),
        "ArrowRight" => (0, 1),
        "ArrowLeft" => (0, -1),
        _ => return,
    };
    event.prevent_default();
    let (mut line, mut day) = (*line, *day);
    // Cells without a button (a holiday, a day gone by) are skipped.
    for _ in 0..7 {
        let Some(next) = line
            .checked_add_signed(down)
            .zip(day.checked_add_signed(right))
        else {
            return;
        };
        (line, day) = next;
        let cell = document().get_element_by_id(&cell_id(line, day));
        if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = cell.focus();
            return;
        }
    }
}
