//! (being written)

use leptos::prelude::*;

#[component]
pub fn MeetingPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
