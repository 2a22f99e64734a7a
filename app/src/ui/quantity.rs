//! Measurements: choose what was measured, type the value, see its unit.

use super::{FieldError, Icon};
use crate::words::{language, tr};
use domain::event::{Measurement, Quantity};
use domain::validate;
use leptos::html;
use leptos::prelude::*;

/// A measurement as it is typed.
pub type Typed = (Quantity, String);

/// What is wrong with a typed value; an empty one is left out.
pub fn problem(typed: &Typed) -> Option<String> {
    if typed.1.trim().is_empty() {
        return None;
    }
    let Some(value) = validate::number(&typed.1) else {
        return Some(no_number());
    };
    let wrong = validate::measurement(&Measurement {
        quantity: typed.0,
        value,
    })?;
    Some(wrong.message(language()))
}

/// The values that were typed, as far as they are numbers.
pub fn measurements(typed: &[Typed]) -> Vec<Measurement> {
    let numbers = typed.iter().filter_map(|(quantity, text)| {
        Some(Measurement {
            quantity: *quantity,
            value: validate::number(text)?,
        })
    });
    numbers.collect()
}

/// Beside a field that wants a number.
pub fn no_number() -> String {
    tr("Typ een getal, zoals 12,5.", "Type a number, such as 12.5.").to_owned()
}

/// The id of the field of a quantity.
pub fn field_id(quantity: Quantity) -> String {
    format!("measured-{quantity:?}").to_lowercase()
}

/// The measurements of a form.
#[component]
pub fn Quantities(typed: RwSignal<Vec<Typed>>, tried: RwSignal<bool>) -> impl IntoView {
    let fresh = StoredValue::new(None::<Quantity>);
    let chosen = move || {
        typed.with(|typed| {
            typed
                .iter()
                .map(|(quantity, _)| *quantity)
                .collect::<Vec<_>>()
        })
    };
    let add = move |quantity| {
        fresh.set_value(Some(quantity));
        typed.update(|typed| typed.push((quantity, String::new())));
    };
    let offers = move || {
        let chosen = chosen();
        let free = Quantity::ALL
            .into_iter()
            .filter(|quantity| !chosen.contains(quantity));
        free.map(|quantity| {
            view! {
                <button type="button" class="button small" on:click=move |_| add(quantity)>
                    <Icon name="plus"/>{quantity.label(language())}
                </button>
            }
        })
        .collect_view()
    };
    view! {
        <div class="field-row">
            <For each=chosen key=|quantity| *quantity as usize let(quantity)>
                <Measured quantity typed tried fresh=fresh.with_value(|f| *f == Some(quantity))/>
            </For>
        </div>
        <div class="button-row" role="group" aria-label=tr("Maat toevoegen", "Add a measurement")>{offers}</div>
    }
}

#[component]
fn Measured(
    quantity: Quantity,
    typed: RwSignal<Vec<Typed>>,
    tried: RwSignal<bool>,
    fresh: bool,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let left = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|_| fresh) {
            let _ = field.focus();
        }
    });
    let text = move || {
        typed
            .with(|typed| {
                typed
                    .iter()
                    .find(|(q, _)| *q == quantity)
                    .map(|(_, text)| text.clone())
            })
            .unwrap_or_default()
    };
    let write = move |event: web_sys::Event| {
        let value = event_target_value(&event);
        typed.update(|typed| {
            if let Some((_, text)) = typed.iter_mut().find(|(q, _)| *q == quantity) {
                *text = value;
            }
        });
    };
    let error = move || problem(&(quantity, text())).filter(|_| left.get() || tried.get());
    let error = Signal::derive(error);
    let id = field_id(quantity);
    let error_id = format!("{id}-error");
    let label = quantity.label(language());
    let remove = move |_| typed.update(|typed| typed.retain(|(q, _)| *q != quantity));
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <div class="button-row">
                <div class="measure">
                    <input class="input" id=id inputmode="decimal" autocomplete="off" node_ref=field
                        aria-describedby=error_id.clone() aria-invalid=move || error.get().map(|_| "true")
                        prop:value=text on:input=write on:blur=move |_| left.set(true)/>
                    <span class="measure-unit">{quantity.unit()}</span>
                </div>
                <button type="button" class="button plain square" aria-label=format!("{label} {}", tr("weghalen", "remove")) on:click=remove>
                    <Icon name="x"/>
                </button>
            </div>
            <FieldError id=error_id error/>
        </div>
    }
}
