//! (being written)

use leptos::prelude::*;

#[component]
pub fn PlanningPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
