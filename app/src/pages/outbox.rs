//! (being written)

use leptos::prelude::*;

#[component]
pub fn OutboxPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
