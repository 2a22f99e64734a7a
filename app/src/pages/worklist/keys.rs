//! Keys of the work list: `j`/`k` move, Enter or `e` opens, `x` chooses, Escape closes, `f` filters.

use super::list::List;
use crate::app::keys::is_typing;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Listens as long as the page stands.
pub fn listen(list: List) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if is_typing(&event) {
            return;
        }
        let current = list.current.get_untracked();
        match (event.key().as_str(), current) {
            ("j", _) => list.step(true),
            ("k", _) => list.step(false),
            // Enter on a link or button does what that says.
            ("Enter", _) if on_control(&event) => return,
            // Beside the list, `e` is for the details of the dossier.
            ("e", here) if here.is_some() && here == list.shown.get_untracked() => return,
            ("Enter" | "e", Some(dossier)) => list.show(dossier),
            ("x", Some(dossier)) => list.toggle(dossier),
            ("Escape", _) if list.shown.get_untracked().is_some() => list.close(),
            ("f", _) => {
                if let Some(field) = document()
                    .get_element_by_id("work-query")
                    .and_then(|e| e.dyn_into::<HtmlElement>().ok())
                {
                    let _ = field.focus();
                }
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
    Effect::new(move |_| {
        if let Some(dossier) = list.current.get() {
            request_animation_frame(move || bring_into_view(&format!("work-{dossier}")));
        }
    });
}

/// Enter goes from the filter to the first line that it leaves; Escape lets the filter go.
pub fn from_filter(list: List, event: &web_sys::KeyboardEvent) {
    match event.key().as_str() {
        "Enter" => {
            list.current.set(None);
            list.step(true);
        }
        "Escape" => list.query.set(String::new()),
        _ => return,
    }
    event.prevent_default();
    let field = event
        .current_target()
        .and_then(|field| field.dyn_into::<HtmlElement>().ok());
    if let Some(field) = field {
        let _ = field.blur();
    }
}

fn on_control(event: &web_sys::KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        element
            .closest("a, button, summary")
            .ok()
            .flatten()
            .is_some()
    })
}

fn bring_into_view(id: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    if let Some(line) = document().get_element_by_id(id) {
        line.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
