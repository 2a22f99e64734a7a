//! (being written)

use leptos::prelude::*;

#[component]
pub fn RepairPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
