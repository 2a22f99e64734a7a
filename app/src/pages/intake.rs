//! (being written)

use leptos::prelude::*;

#[component]
pub fn IntakePage() -> impl IntoView {
    view! { <div class="page"></div> }
}
