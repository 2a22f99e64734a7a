//! Fields of forms: label above, hint under it, the error at the field.

use super::Icon;
use crate::words::tr;
use leptos::prelude::*;

/// A line of text. `error` shows under the field while it has a message.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(into, optional)] required: Signal<bool>,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] inputmode: &'static str,
    #[prop(default = "input")] class: &'static str,
    /// The id of a `<datalist>` with suggestions.
    #[prop(into, optional)]
    list: String,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint_id} {error_id}");
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label required/>
            <Hint id=hint_id hint/>
            <input
                class=class
                id=id
                type=kind
                autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                inputmode=(!inputmode.is_empty()).then_some(inputmode)
                list=(!list.is_empty()).then_some(list)
                aria-describedby=described
                aria-invalid=move || error.get().map(|_| "true")
                aria-required=move || required.get().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <FieldError id=error_id error/>
        </div>
    }
}

/// Running text.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(into, optional)] required: Signal<bool>,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(default = 4)] rows: u32,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint_id} {error_id}");
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label required/>
            <Hint id=hint_id hint/>
            <textarea
                class="input"
                id=id
                rows=rows
                aria-describedby=described
                aria-invalid=move || error.get().map(|_| "true")
                aria-required=move || required.get().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            <FieldError id=error_id error/>
        </div>
    }
}

/// A choice from a list of `(value, words)`.
#[component]
pub fn Choice(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(into, optional)] required: Signal<bool>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label required/>
            <div class="select">
                <select
                    class="input"
                    id=id
                    aria-describedby=described
                    aria-invalid=move || error.get().map(|_| "true")
                    prop:value=move || value.get()
                    on:change=move |event| value.set(event_target_value(&event))
                >
                    {move || {
                        let chosen = value.get();
                        options.get().into_iter().map(|(key, words)| {
                            let selected = key == chosen;
                            view! { <option value=key selected=selected>{words}</option> }
                        }).collect_view()
                    }}
                </select>
                <Icon name="chevron-down"/>
            </div>
            <FieldError id=error_id error/>
        </div>
    }
}

#[component]
pub fn FieldLabel(id: String, label: String, required: Signal<bool>) -> impl IntoView {
    let mark = move || {
        required
            .get()
            .then(|| view! { " "<span class="field-required">{tr("verplicht", "required")}</span> })
    };
    view! { <label class="field-label" for=id>{label}{mark}</label> }
}

#[component]
pub fn Hint(id: String, hint: Signal<String>) -> impl IntoView {
    view! { <p class="field-hint" id=id hidden=move || hint.with(String::is_empty)>{hint}</p> }
}

/// The message at a field; announced when it appears.
#[component]
pub fn FieldError(#[prop(into)] id: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p class="field-error" id=id hidden=move || error.get().is_none()>
            <Icon name="alert"/>
            <span>{move || error.get()}</span>
        </p>
    }
}

/// What kept a whole form from being recorded; announced when it appears.
#[component]
pub fn FormError(#[prop(into)] problem: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p class="field-error" role="alert" hidden=move || problem.get().is_none()>
            <Icon name="alert"/>
            <span>{move || problem.get()}</span>
        </p>
    }
}
