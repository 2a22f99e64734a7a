//! A dialog over the whole screen, for what a hand needs the whole glass for.

use super::Dialog;
use leptos::prelude::*;

/// Shows its children (the middle and the foot) while `open`; `title` names it.
#[component]
pub fn Sheet(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Dialog open title class head="full-head">{children()}</Dialog> }
}
