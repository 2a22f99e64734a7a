//! (being written)

use leptos::prelude::*;

#[component]
pub fn TodayPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
