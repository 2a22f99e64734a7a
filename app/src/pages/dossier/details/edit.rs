//! One detail being changed, in its place among the others.

use super::super::shown::Shown;
use crate::local::device;
use crate::ui::field::FieldError;
use crate::ui::{Icon, said};
use crate::words::{language, tr};
use domain::event::DetailChanged;
use domain::party::Field;
use domain::refusal::Problem;
use domain::validate::field_fault;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One field being changed; what was typed waits as a draft until it is saved or given up.
#[component]
pub fn Edit(
    shown: Shown,
    field: Field,
    value: String,
    chosen: RwSignal<Option<Field>>,
) -> impl IntoView {
    let draft = StoredValue::new(format!("detail.{}.{field}", shown.id));
    let kept = draft.with_value(|draft| device::draft::<String>(draft));
    let typed = RwSignal::new(kept.unwrap_or_else(|| value.clone()));
    let problem = RwSignal::new(None::<String>);
    let same = value.clone();
    Effect::new(move |_| {
        let now = typed.get();
        draft.with_value(|draft| device::set_draft(draft, (now != same).then_some(&now)));
    });
    let leave = move || {
        draft.with_value(|draft| device::set_draft::<String>(draft, None));
        chosen.set(None);
    };
    let save = move || {
        let value_now = said(typed);
        let Some((opened, reference)) = shown.peek() else {
            return;
        };
        if value_now == opened.dossier.value(field) {
            return leave();
        }
        if let Some(fault) = field_fault(field, &value_now, &reference.procedure) {
            problem.set(Some(Problem::new(field, fault).message(language())));
            return;
        }
        spawn_local(async move {
            match shown
                .desk
                .record(
                    shown.id,
                    DetailChanged {
                        field,
                        value: value_now,
                    },
                )
                .await
            {
                Ok(_) => leave(),
                Err(error) => {
                    problem.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let id = format!("detail-{field}");
    let error_id = format!("{id}-error");
    view! {
        <form class="field" novalidate on:submit=move |event| { event.prevent_default(); save(); }
            on:keydown=move |event| if event.key() == "Escape" { leave(); }>
            {input(shown, field, id, error_id.clone(), typed, problem)}
            <FieldError id=error_id error=problem.into()/>
            <div class="button-row">
                <button type="submit" class="button small">{tr("Bewaar", "Save")}</button>
                <button type="button" class="button plain small" on:click=move |_| leave()>{tr("Terug", "Back")}</button>
            </div>
        </form>
    }
}

/// A list for what has a fixed choice, running text for the description, a line for the rest.
fn input(
    shown: Shown,
    field: Field,
    id: String,
    error: String,
    typed: RwSignal<String>,
    problem: RwSignal<Option<String>>,
) -> AnyView {
    let label = field.label(language());
    let invalid = move || problem.get().map(|_| "true");
    let focus = |element: web_sys::HtmlElement| {
        request_animation_frame(move || {
            let _ = element.focus();
        })
    };
    match field {
        Field::Category | Field::Region | Field::Severity => {
            let options = options(shown, field).into_iter().map(|(key, words)| {
                let selected = typed.get_untracked() == key;
                view! { <option value=key selected=selected>{words}</option> }
            });
            view! {
                <div class="select"><select class="input" id=id aria-label=label aria-describedby=error aria-invalid=invalid
                    on:change=move |event| typed.set(event_target_value(&event))>{options.collect_view()}</select><Icon name="chevron-down"/></div>
            }
            .into_any()
        }
        Field::Description => {
            let node = NodeRef::<leptos::html::Textarea>::new();
            node.on_load(move |element| focus(element.into()));
            view! {
                <textarea class="input" id=id rows="5" node_ref=node aria-label=label aria-describedby=error aria-invalid=invalid
                    prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))></textarea>
            }
            .into_any()
        }
        _ => {
            let node = NodeRef::<leptos::html::Input>::new();
            node.on_load(move |element| focus(element.into()));
            view! {
                <input class="input" id=id node_ref=node aria-label=label aria-describedby=error aria-invalid=invalid
                    prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/>
            }
            .into_any()
        }
    }
}

fn options(shown: Shown, field: Field) -> Vec<(String, String)> {
    let none = (String::new(), tr("Niet gekozen", "Not chosen").to_owned());
    let Some((_, reference)) = shown.peek() else {
        return vec![none];
    };
    let listed: Vec<(String, String)> = match field {
        Field::Category => reference
            .procedure
            .categories
            .iter()
            .map(|c| (c.id.clone(), c.name.get(language()).to_owned()))
            .collect(),
        Field::Severity => reference
            .procedure
            .severities
            .iter()
            .map(|severity| {
                (
                    severity.id.clone(),
                    severity.name.get(language()).to_owned(),
                )
            })
            .collect(),
        _ => reference
            .regions
            .iter()
            .map(|region| (region.id.clone(), region.name.clone()))
            .collect(),
    };
    std::iter::once(none).chain(listed).collect()
}
