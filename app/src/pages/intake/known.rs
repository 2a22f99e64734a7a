//! A field that shows the customers whom we know while it is typed.

use super::field::label;
use super::form::{Form, id_of};
use super::keys::focus_soon;
use crate::local::desk::{Desk, use_desk};
use crate::ui::field::{FieldError, FieldLabel, Hint};
use crate::words::tr;
use domain::known::{Known, customers};
use domain::party::{AddressField, Field, PartyField};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many customers are offered at once.
const MOST: usize = 6;

/// Name, telephone or postcode: choosing a customer fills all of them.
#[component]
pub fn KnownField(
    form: Form,
    side: fn(PartyField) -> Field,
    part: PartyField,
    #[prop(into, optional)] hint: Signal<String>,
) -> impl IntoView {
    let desk = use_desk();
    let field = side(part);
    let (id, value) = (id_of(field), form.typed.value(field));
    let typing = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let offered = Memo::new(move |_| {
        if !typing.get() {
            return vec![];
        }
        let typed = value.get();
        let all = desk
            .rows
            .with(|rows| customers(rows.values().map(|row| &row.summary)));
        all.into_iter()
            .filter(|known| known.fits(&typed))
            .take(MOST)
            .collect::<Vec<_>>()
    });
    let choose = move |known: Known| {
        typing.set(false);
        fill(desk, form, side, known);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = offered.with_untracked(Vec::len);
        if count == 0 || event.ctrl_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => active.update(|index| *index = (*index % count) + 1),
            "ArrowUp" => {
                active.update(|index| *index = if *index <= 1 { count } else { *index - 1 })
            }
            "Escape" => typing.set(false),
            "Enter" => {
                let chosen = active
                    .get_untracked()
                    .checked_sub(1)
                    .and_then(|index| offered.with_untracked(|all| all.get(index).cloned()));
                let Some(known) = chosen else { return };
                choose(known);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let (list, error_id, hint_id, shown) = (
        format!("{id}-known"),
        format!("{id}-error"),
        format!("{id}-hint"),
        id.clone(),
    );
    let described = format!("{hint_id} {error_id}");
    let option = format!("{id}-option");
    let (active_option, controls) = (option.clone(), list.clone());
    let error = Signal::derive(move || form.error(&shown));
    let inputmode = if part == PartyField::Phone {
        "tel"
    } else {
        "text"
    };
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label=label(field).to_owned() required=Signal::derive(move || form.typed.requires(field))/>
            <Hint id=hint_id hint/>
            <div class="combo">
                <input
                    class="input" id=id type="text" inputmode=inputmode autocomplete="off" spellcheck="false"
                    role="combobox" aria-autocomplete="list" aria-controls=controls
                    aria-expanded=move || offered.with(|all| !all.is_empty()).to_string()
                    aria-activedescendant=move || active.get().checked_sub(1).filter(|_| offered.with(|all| !all.is_empty())).map(|index| format!("{active_option}-{index}"))
                    aria-describedby=described
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-required=move || form.typed.requires(field).then_some("true")
                    prop:value=move || value.get()
                    on:input=move |event| {
                        value.set(event_target_value(&event));
                        active.set(0);
                        typing.set(true);
                    }
                    on:keydown=on_key
                    on:blur=move |_| typing.set(false)
                />
                <div class="suggestions" id=list role="listbox" aria-label=tr("Bekende klanten", "Known customers") hidden=move || offered.with(Vec::is_empty)>
                    {move || offered.get().into_iter().enumerate().map(|(index, known)| {
                        let chosen = known.clone();
                        view! {
                            <div
                                class="suggestion" role="option" id=format!("{option}-{index}")
                                aria-selected=move || (active.get() == index + 1).to_string()
                                on:mousedown=move |event| { event.prevent_default(); choose(chosen.clone()); }
                            >
                                {known.name}<small>{known.place.line()}" · "{known.phone}</small>
                            </div>
                        }
                    }).collect_view()}
                </div>
            </div>
            <FieldError id=error_id error/>
        </div>
    }
}

/// Fills in a known customer, and what the latest dossier knows besides; then goes on to what is the matter.
fn fill(desk: Desk, form: Form, side: fn(PartyField) -> Field, known: Known) {
    let set = move |part, text: &str| {
        if !text.is_empty() {
            form.typed.value(side(part)).set(text.to_owned());
        }
    };
    set(PartyField::Name, &known.name);
    set(PartyField::Phone, &known.phone);
    for part in [
        AddressField::Street,
        AddressField::Number,
        AddressField::Postcode,
        AddressField::City,
    ] {
        form.typed
            .value(side(PartyField::Address(part)))
            .set(known.place.part(part).to_owned());
    }
    focus_soon("description");
    spawn_local(async move {
        let Some(opened) = desk.look(known.latest).await else {
            return;
        };
        let party = &opened.dossier.complainant;
        set(PartyField::Email, &party.email);
        set(PartyField::Organisation, &party.organisation);
        if !party.address.is_empty() {
            for part in [
                AddressField::Street,
                AddressField::Number,
                AddressField::Postcode,
                AddressField::City,
            ] {
                form.typed
                    .value(side(PartyField::Address(part)))
                    .set(party.address.part(part).to_owned());
            }
        }
    });
}
