//! (being written)

use leptos::prelude::*;

#[component]
pub fn FindingPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
