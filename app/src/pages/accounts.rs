//! (being written)

use leptos::prelude::*;

#[component]
pub fn AccountsPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
