//! (being written)

use leptos::prelude::*;

#[component]
pub fn DossierPage() -> impl IntoView {
    view! { <div class="page"></div> }
}
