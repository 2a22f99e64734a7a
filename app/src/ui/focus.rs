//! Bringing the keyboard and the eye to a part of the page.

use wasm_bindgen::JsCast;

/// Moves to the element with this id; to `main` means to the top of the page.
pub fn focus(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
        if id == "main" {
            element.set_scroll_top(0);
        }
    }
}
