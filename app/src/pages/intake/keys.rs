//! Keys of the intake: Enter goes on to the next field, Ctrl+Enter saves.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent};

/// Handles a key in the form.
pub fn on_key(event: &KeyboardEvent, save: impl Fn()) {
    if event.key() != "Enter" || event.default_prevented() {
        return;
    }
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        save();
        return;
    }
    let Some(field) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    if matches!(field.tag_name().as_str(), "INPUT" | "SELECT") {
        event.prevent_default();
        focus_next(&field);
    }
}

/// Puts the cursor in a field once the page stands.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        // A group of radio buttons has no id of its own; its first button takes the focus.
        let element = element.or_else(|| {
            document()
                .query_selector(&format!("[name=\"{id}\"]"))
                .ok()
                .flatten()
        });
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

fn focus_next(field: &Element) {
    let form = field
        .closest("form")
        .ok()
        .flatten()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(fields) = form.map(|form| form.elements()) else {
        return;
    };
    let group = radio_group(field);
    let all = (0..fields.length()).filter_map(|index| fields.item(index));
    let next = all
        .skip_while(|other| other != field)
        .skip(1)
        .filter(can_take_focus)
        .find(|other| group.is_none() || radio_group(other) != group);
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}

fn can_take_focus(field: &Element) -> bool {
    let seen = field
        .dyn_ref::<HtmlElement>()
        .is_some_and(|element| element.offset_parent().is_some());
    let wanted = match field.tag_name().as_str() {
        "SELECT" | "TEXTAREA" => true,
        "BUTTON" => field.get_attribute("type").as_deref() == Some("submit"),
        "INPUT" => field
            .dyn_ref::<HtmlInputElement>()
            .is_some_and(|input| input.type_() != "radio" || input.checked()),
        _ => false,
    };
    seen && wanted && !field.has_attribute("disabled")
}

fn radio_group(field: &Element) -> Option<String> {
    field
        .dyn_ref::<HtmlInputElement>()
        .filter(|input| input.type_() == "radio")
        .map(HtmlInputElement::name)
}
