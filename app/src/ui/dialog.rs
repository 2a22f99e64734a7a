//! A dialog over the page: the browser's own, so that Escape, focus and screen readers work as people expect.

use super::Icon;
use crate::words::tr;
use leptos::html;
use leptos::prelude::*;

/// Shows its children while `open`; `title` names it. Actions (`dialog-actions`) belong to the children.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(default = "dialog")] class: &'static str,
    /// The row that holds the title and the way out.
    #[prop(default = "dialog-head")]
    head: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let id = format!("dialog-{}", crate::local::device::new_id());
    let heading = id.clone();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class=class node_ref=element aria-labelledby=id on:close=move |_| open.set(false)>
            <div class=head>
                <h2 id=heading>{move || title.get()}</h2>
                <button type="button" class="button plain square push" aria-label=tr("Sluiten", "Close") on:click=move |_| open.set(false)>
                    <Icon name="x"/>
                </button>
            </div>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}
