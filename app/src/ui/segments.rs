//! A choice between a few words, side by side.

use leptos::prelude::*;

/// One of `(value, words)`; arrow keys move between them, as with any radio buttons.
#[component]
pub fn Segments(
    /// Also the name of the radio group.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(default = "segments")] class: &'static str,
) -> impl IntoView {
    view! {
        <div class=class role="radiogroup" aria-label=label>
            {move || options.get().into_iter().map(|(key, words)| {
                let (own, name) = (key.clone(), id.clone());
                let id = format!("{id}-{key}");
                view! {
                    <label class="segment">
                        <input
                            type="radio" id=id name=name value=key.clone()
                            prop:checked=move || value.with(|chosen| *chosen == own)
                            on:change=move |_| value.set(key.clone())
                        />
                        <span>{words}</span>
                    </label>
                }
            }).collect_view()}
        </div>
    }
}
