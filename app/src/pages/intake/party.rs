//! Who it is and where: a person with an address, or an address alone. The postcode completes what is known.

use super::field::Line;
use super::form::Form;
use super::known::KnownField;
use super::sections::{Apart, visits};
use crate::local::desk::use_desk;
use crate::words::tr;
use domain::known;
use domain::party::{AddressField, Field, PartyField};
use leptos::prelude::*;

/// Name, telephone, address and e-mail of the complainant or the customer.
#[component]
pub fn PartyFields(form: Form, side: fn(PartyField) -> Field) -> impl IntoView {
    // Where nobody goes there, an address is asked for only when someone wants to write it down.
    let visits = visits();
    let part = move |part| side(PartyField::Address(part));
    let parts = [
        AddressField::Postcode,
        AddressField::Street,
        AddressField::City,
    ];
    let required = move || parts.into_iter().any(|one| form.typed.requires(part(one)));
    let told = RwSignal::new(parts.into_iter().any(|one| {
        let value = form.typed.value(part(one));
        value.with_untracked(|value| !value.is_empty())
    }));
    let address_id = match side(PartyField::Name) {
        Field::Customer(_) => "customer-address",
        _ => "complainant-address",
    };
    view! {
        <KnownField form side part=PartyField::Name/>
        <div class="field-row">
            <KnownField form side part=PartyField::Phone/>
            <Line form field=side(PartyField::Email) kind="email" inputmode="email"/>
        </div>
        // LU-05: for which organisation, where the procedure asks for it.
        <Show when=move || form.typed.requires(side(PartyField::Organisation))>
            <div class="field-row">
                <Line form field=side(PartyField::Organisation)/>
                <Line form field=side(PartyField::Function)/>
            </div>
        </Show>
        <Show when=move || !visits.get() && !required()>
            <Apart value=told id=address_id words=tr("Ook een adres vastleggen", "Record an address as well")/>
        </Show>
        <Show when=move || visits.get() || required() || told.get()>
            <AddressFields form side=AddressSide::Party(side)/>
        </Show>
    }
}

/// Whose address.
#[derive(Clone, Copy)]
pub enum AddressSide {
    Party(fn(PartyField) -> Field),
    Site,
}

impl AddressSide {
    pub fn field(self, part: AddressField) -> Field {
        match self {
            AddressSide::Party(side) => side(PartyField::Address(part)),
            AddressSide::Site => Field::Site(part),
        }
    }
}

/// Postcode and number first, because people say them last but they tell the rest.
#[component]
pub fn AddressFields(form: Form, side: AddressSide) -> impl IntoView {
    complete_by_postcode(form, side);
    let desk = use_desk();
    let region = Signal::derive(move || {
        let here = form.typed.value(side.field(AddressField::Postcode)).get();
        let found = domain::validate::postcode(&here).and_then(|postcode| {
            desk.reference.with(|r| {
                r.as_ref()
                    .and_then(|r| r.region_of(&postcode).map(|region| region.name.clone()))
            })
        });
        found
            .map(|name| format!("{} {name}", tr("Regio", "Region")))
            .unwrap_or_else(|| {
                tr(
                    "De regio volgt uit de postcode",
                    "The region follows from the postcode",
                )
                .to_owned()
            })
    });
    let regions = Memo::new(move |_| {
        desk.reference
            .with(|r| r.as_ref().is_some_and(|r| !r.regions.is_empty()))
    });
    view! {
        <div class="field-row">
            {match side {
                AddressSide::Party(side) => view! { <KnownField form side part=PartyField::Address(AddressField::Postcode)/> }.into_any(),
                AddressSide::Site => view! { <Line form field=side.field(AddressField::Postcode)/> }.into_any(),
            }}
            <Line form field=side.field(AddressField::Number)/>
        </div>
        <div class="field-row">
            <Line form field=side.field(AddressField::Street)/>
            <Line form field=side.field(AddressField::City)/>
        </div>
        <Show when=move || regions.get()><p class="field-hint">{region}</p></Show>
    }
}

/// Fills street and city from addresses that we know, as long as nobody typed them.
fn complete_by_postcode(form: Form, side: AddressSide) {
    let desk = use_desk();
    let own = StoredValue::new((String::new(), String::new()));
    let (street, city) = (
        form.typed.value(side.field(AddressField::Street)),
        form.typed.value(side.field(AddressField::City)),
    );
    Effect::new(move |_| {
        let postcode = form.typed.value(side.field(AddressField::Postcode)).get();
        let rows = desk.rows.get_untracked();
        let Some(found) = known::complete(rows.values().map(|row| &row.summary.place), &postcode)
        else {
            return;
        };
        let last = own.get_value();
        let free = |typed: RwSignal<String>, last: &str| {
            typed.with_untracked(|typed| typed.is_empty() || typed == last)
        };
        if free(street, &last.0) && !found.0.is_empty() {
            street.set(found.0.clone());
        }
        if free(city, &last.1) {
            city.set(found.1.clone());
        }
        own.set_value(found);
    });
}
