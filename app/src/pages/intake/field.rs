//! One field of the registration, tied to its value and its error.

use super::form::{Form, id_of};
use crate::ui::TextField;
use crate::words::tr;
use domain::party::{AddressField, Field, PartyField};
use leptos::prelude::*;

/// A line of text for a field of the dossier.
#[component]
pub fn Line(
    form: Form,
    field: Field,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] inputmode: &'static str,
) -> impl IntoView {
    let id = id_of(field);
    let shown = id.clone();
    view! {
        <TextField
            id=id label=label(field) value=form.typed.value(field) kind inputmode autocomplete="off" hint
            required=Signal::derive(move || form.typed.requires(field))
            error=Signal::derive(move || form.error(&shown))
        />
    }
}

/// A short label: the section says whose it is.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Complainant(part) | Field::Customer(part) => party_label(part),
        Field::Site(part) => party_label(PartyField::Address(part)),
        Field::Description => tr(
            "Omschrijving, in de woorden van de klager",
            "Description, in the complainant's words",
        ),
        Field::Category => tr("Soort", "Category"),
        Field::Region => tr("Regio", "Region"),
        Field::Reference => tr("Order- of factuurnummer", "Order or invoice number"),
        Field::ArisenOn => tr("Ontstaan op", "Arose on"),
        Field::Impact => tr("Gevolg voor de klager", "What it does to the complainant"),
        Field::Severity => tr("Ernst", "Severity"),
    }
}

fn party_label(part: PartyField) -> &'static str {
    match part {
        PartyField::Name => tr("Naam", "Name"),
        PartyField::Phone => tr("Telefoon", "Telephone"),
        PartyField::Email => tr("E-mail", "E-mail"),
        PartyField::Organisation => tr("Organisatie", "Organisation"),
        PartyField::Function => tr("Functie", "Function"),
        PartyField::Address(AddressField::Street) => tr("Straat", "Street"),
        PartyField::Address(AddressField::Number) => tr("Huisnummer", "House number"),
        PartyField::Address(AddressField::Postcode) => tr("Postcode", "Postcode"),
        PartyField::Address(AddressField::City) => tr("Plaats", "City"),
    }
}
