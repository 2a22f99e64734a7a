//! A pane of glass on which the faults are marked with a finger, a mouse or the arrow keys.

use super::Icon;
use crate::words::{language, tr};
use domain::event::Mark;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The drawing's size, and the glass in it: left, top, width, height, in the drawing's own units.
const SIZE: (f32, f32) = (240.0, 180.0);
const GLASS: (f32, f32, f32, f32) = (14.0, 14.0, 212.0, 152.0);
/// How far one key moves the cursor, as a fraction of the glass.
const STEP: f32 = 0.05;

/// The pane with its marks; tap to mark, or move with the arrow keys and press Enter.
#[component]
pub fn PaneDiagram(#[prop(into)] id: String, marks: RwSignal<Vec<Mark>>) -> impl IntoView {
    let cursor = RwSignal::new(None::<Mark>);
    let add = move |mark: Mark| marks.update(|marks| marks.push(mark));
    let tapped = move |event: MouseEvent| {
        if let Some(mark) = fraction(&event) {
            add(mark);
        }
    };
    let keyed = move |event: KeyboardEvent| {
        let Mark { x, y } = cursor.get_untracked().unwrap_or(Mark { x: 0.5, y: 0.5 });
        let moved = match event.key().as_str() {
            "ArrowLeft" => Mark { x: x - STEP, y },
            "ArrowRight" => Mark { x: x + STEP, y },
            "ArrowUp" => Mark { x, y: y - STEP },
            "ArrowDown" => Mark { x, y: y + STEP },
            "Enter" | " " => {
                add(Mark { x, y });
                Mark { x, y }
            }
            "Backspace" | "Delete" => {
                marks.update(|marks| {
                    let _ = marks.pop();
                });
                Mark { x, y }
            }
            _ => return,
        };
        event.prevent_default();
        cursor.set(Some(Mark {
            x: moved.x.clamp(0.0, 1.0),
            y: moved.y.clamp(0.0, 1.0),
        }));
    };
    let start = move |_| cursor.set(Some(Mark { x: 0.5, y: 0.5 }));
    let drawn = move || {
        let marks = marks.get().into_iter().enumerate();
        marks
            .map(|(index, mark)| spot(index + 1, mark))
            .collect_view()
    };
    let cross = move || cursor.get().map(cross);
    let told = move || cursor.get().map(|mark| place_words(mark).to_owned());
    let hint = format!("{id}-hint");
    view! {
        <div class="pane-diagram">
            <p class="field-hint" id=hint.clone()>
                {tr("Tik op de plek. Met het toetsenbord: pijltjes en Enter, Delete haalt de laatste weg.",
                    "Tap the spot. With the keyboard: arrows and Enter, Delete removes the last.")}
            </p>
            <svg class="pane-drawing" viewBox=format!("0 0 {} {}", SIZE.0, SIZE.1) id=id role="application" tabindex="0"
                aria-label=tr("Ruit: plek van de fout", "Pane: place of the fault") aria-describedby=hint
                on:click=tapped on:keydown=keyed on:focus=start on:blur=move |_| cursor.set(None)>
                <rect class="pane-frame" x="4" y="4" width=SIZE.0 - 8.0 height=SIZE.1 - 8.0></rect>
                <rect class="pane-glass" x=GLASS.0 y=GLASS.1 width=GLASS.2 height=GLASS.3></rect>
                {drawn}
                {cross}
            </svg>
            <span class="unseen" role="status">{told}</span>
            <div class="button-row">
                {move || marks.get().into_iter().enumerate().map(|(index, mark)| chip(index, mark, marks)).collect_view()}
            </div>
        </div>
    }
}

/// The same pane to look at: where the faults are.
#[component]
pub fn PaneMarks(marks: Vec<Mark>) -> impl IntoView {
    let places: Vec<&str> = marks.iter().map(|mark| place_words(*mark)).collect();
    let label = format!(
        "{}: {}",
        tr("Plek op de ruit", "Place on the pane"),
        places.join(", ")
    );
    let drawn = marks
        .into_iter()
        .enumerate()
        .map(|(index, mark)| spot(index + 1, mark))
        .collect_view();
    view! {
        <div class="pane-diagram">
            <svg class="pane-drawing" viewBox=format!("0 0 {} {}", SIZE.0, SIZE.1) role="img" aria-label=label>
                <rect class="pane-frame" x="4" y="4" width=SIZE.0 - 8.0 height=SIZE.1 - 8.0></rect>
                <rect class="pane-glass" x=GLASS.0 y=GLASS.1 width=GLASS.2 height=GLASS.3></rect>
                {drawn}
            </svg>
        </div>
    }
}

/// Where on the pane, in words.
pub fn place_words(mark: Mark) -> &'static str {
    let third = |part: f32| ((part * 3.0) as usize).min(2);
    let names = language().pick(
        [
            ["linksboven", "midden boven", "rechtsboven"],
            ["links", "in het midden", "rechts"],
            ["linksonder", "midden onder", "rechtsonder"],
        ],
        [
            ["top left", "top middle", "top right"],
            ["left", "in the middle", "right"],
            ["bottom left", "bottom middle", "bottom right"],
        ],
    );
    names[third(mark.y)][third(mark.x)]
}

/// The place of a tap on the glass; a tap on the frame counts as the nearest glass.
fn fraction(event: &MouseEvent) -> Option<Mark> {
    let drawing: web_sys::Element = event.current_target()?.dyn_into().ok()?;
    let seen = drawing.get_bounding_client_rect();
    if seen.width() <= 0.0 || seen.height() <= 0.0 {
        return None;
    }
    let x = (f64::from(event.client_x()) - seen.left()) / seen.width();
    let y = (f64::from(event.client_y()) - seen.top()) / seen.height();
    let x = (x as f32 * SIZE.0 - GLASS.0) / GLASS.2;
    let y = (y as f32 * SIZE.1 - GLASS.1) / GLASS.3;
    // Two decimals: a finger is no finer.
    let round = |part: f32| (part.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    Some(Mark {
        x: round(x),
        y: round(y),
    })
}

fn at(mark: Mark) -> (f32, f32) {
    (GLASS.0 + mark.x * GLASS.2, GLASS.1 + mark.y * GLASS.3)
}

fn spot(number: usize, mark: Mark) -> impl IntoView {
    let (x, y) = at(mark);
    view! {
        <circle class="pane-mark" cx=x cy=y r="8"></circle>
        <text class="pane-mark-text" x=x y=y + 3.2>{number}</text>
    }
}

fn cross(mark: Mark) -> impl IntoView {
    let (x, y) = at(mark);
    let path = format!("M{} {y}h24M{x} {}v24", x - 12.0, y - 12.0);
    view! { <path class="pane-frame" d=path></path> }
}

/// A mark in words, with its removal.
fn chip(index: usize, mark: Mark, marks: RwSignal<Vec<Mark>>) -> impl IntoView {
    let words = format!(
        "{} {}, {}",
        tr("Plek", "Spot"),
        index + 1,
        place_words(mark)
    );
    let remove = move |_| {
        marks.update(|marks| {
            if index < marks.len() {
                marks.remove(index);
            }
        });
    };
    let label = format!("{words}: {}", tr("weghalen", "remove"));
    view! {
        <button type="button" class="button small" aria-label=label on:click=remove>{words}<Icon name="x"/></button>
    }
}
