//! A choice between a few words, side by side.

use super::FieldError;
use crate::words::tr;
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

/// A question that is answered `true` or `false`, each in words of its own; neither stands there to begin with.
#[component]
pub fn YesOrNo(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] yes: String,
    #[prop(into)] no: String,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    required: bool,
) -> impl IntoView {
    let options = vec![("true".to_owned(), yes), ("false".to_owned(), no)];
    let mark = required
        .then(|| view! { " "<span class="field-required">{tr("verplicht", "required")}</span> });
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <span class="field-label">{label.clone()}{mark}</span>
            <Segments id label value options/>
            <FieldError id=error_id error/>
        </div>
    }
}
