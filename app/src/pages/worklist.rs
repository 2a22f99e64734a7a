//! (being written)

use leptos::prelude::*;

#[component]
pub fn WorklistPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
