//! What is typed in the intake, and the registration that it makes.

use crate::local::desk::Desk;
use chrono::{DateTime, Utc};
use domain::calendar::Calendar;
use domain::event::Registered;
use domain::id::PersonId;
use domain::party::{Address, AddressField, Field, Party, PartyField};
use domain::person::Actor;
use domain::procedure::{Channel, Procedure};
use domain::{moment, validate};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use sync::message::Reference;

/// The fields; small to pass around.
#[derive(Clone, Copy)]
pub struct Typed {
    desk: Desk,
    pub kind: RwSignal<String>,
    pub channel: RwSignal<String>,
    /// When it was received, as typed; empty is now.
    pub received: RwSignal<String>,
    /// The customer is someone else.
    pub customer_apart: RwSignal<bool>,
    /// The work is at another address.
    pub site_apart: RwSignal<bool>,
    pub about: RwSignal<Vec<PersonId>>,
    values: StoredValue<BTreeMap<Field, RwSignal<String>>>,
}

/// The form as it is kept on the device.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    kind: String,
    channel: String,
    received: String,
    customer_apart: bool,
    site_apart: bool,
    about: Vec<PersonId>,
    values: BTreeMap<Field, String>,
}

impl Typed {
    /// Begins with what was kept.
    pub fn of(kept: Kept, desk: Desk) -> Typed {
        let values = validate::ALL_FIELDS.iter().map(|field| {
            (
                *field,
                RwSignal::new(kept.values.get(field).cloned().unwrap_or_default()),
            )
        });
        let actor = untrack(|| desk.actor());
        let first = |chosen: String, choose: fn(&Procedure, &Actor) -> Option<String>| {
            if chosen.is_empty() {
                desk.reference
                    .with_untracked(|r| r.as_ref().and_then(|r| choose(&r.procedure, &actor)))
                    .unwrap_or_default()
            } else {
                chosen
            }
        };
        Typed {
            desk,
            kind: RwSignal::new(first(kept.kind, first_kind)),
            channel: RwSignal::new(first(kept.channel, first_channel)),
            received: RwSignal::new(kept.received),
            customer_apart: RwSignal::new(kept.customer_apart),
            site_apart: RwSignal::new(kept.site_apart),
            about: RwSignal::new(kept.about),
            values: StoredValue::new(values.collect()),
        }
    }

    /// What is typed in a field.
    pub fn value(&self, field: Field) -> RwSignal<String> {
        // The page may have been left by what was asked meanwhile.
        self.values
            .try_with_value(|values| values.get(&field).copied())
            .flatten()
            .unwrap_or_default()
    }

    /// Whether the procedure cannot do without the field.
    pub fn requires(&self, field: Field) -> bool {
        let (kind, channel) = (self.kind.get(), self.channel.get());
        self.desk.reference.with(|r| {
            r.as_ref().is_some_and(|r| {
                let kind = r.procedure.kind(&kind);
                let required = kind.is_some_and(|kind| {
                    kind.required.contains(&field) || kind.required_of_customer.contains(&field)
                });
                required && validate::is_asked(field, &channel, &r.procedure)
            })
        })
    }

    /// When it was received; `None` when what is typed cannot be read.
    pub fn received_at(&self, calendar: &Calendar, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.received.with(|text| {
            if text.trim().is_empty() {
                Some(now)
            } else {
                moment::read_past(text, calendar, now)
            }
        })
    }

    /// The registration as it is typed.
    pub fn registered(&self, reference: &Reference, now: DateTime<Utc>) -> Registered {
        Registered {
            kind: self.kind.get(),
            channel: self.channel.get(),
            received_at: self
                .received_at(&reference.procedure.calendar, now)
                .unwrap_or(now),
            complainant: self.party(Field::Complainant),
            customer: self
                .customer_apart
                .get()
                .then(|| self.party(Field::Customer)),
            site: self.site_apart.get().then(|| self.address(Field::Site)),
            description: self.typed(Field::Description),
            category: self.typed(Field::Category),
            region: self.region(reference),
            reference: self.typed(Field::Reference),
            about: self.about.get(),
            arisen_on: self.typed(Field::ArisenOn),
            impact: self.typed(Field::Impact),
            severity: self.typed(Field::Severity),
        }
    }

    /// Where the work is, as far as it was typed.
    pub fn place(&self) -> Address {
        if self.site_apart.get() {
            return self.address(Field::Site);
        }
        let of =
            |side: fn(PartyField) -> Field| self.address(|part| side(PartyField::Address(part)));
        let customer = if self.customer_apart.get() {
            of(Field::Customer)
        } else {
            Address::default()
        };
        if customer.is_empty() {
            of(Field::Complainant)
        } else {
            customer
        }
    }

    /// The region by postcode, by hand where that tells nothing, or the only one in which this person works.
    pub fn region(&self, reference: &Reference) -> String {
        let chosen = || Some(self.value(Field::Region).get()).filter(|chosen| !chosen.is_empty());
        let only = || {
            Some(&reference.me.regions)
                .filter(|own| own.len() == 1)
                .and_then(|own| own.first().cloned())
        };
        self.region_by_postcode(reference)
            .or_else(chosen)
            .or_else(only)
            .unwrap_or_default()
    }

    /// Whether enough was told of the place to know that its region must be asked: a whole postcode, a city without
    /// one, or an answer that was given before.
    pub fn is_placed(&self) -> bool {
        let place = self.place();
        let without_postcode = place.postcode.is_empty() && !place.city.is_empty();
        let answered = self.value(Field::Region).with(|region| !region.is_empty());
        without_postcode || answered || validate::postcode(&place.postcode).is_some()
    }

    pub fn region_by_postcode(&self, reference: &Reference) -> Option<String> {
        let postcode = validate::postcode(&self.place().postcode)?;
        reference
            .region_of(&postcode)
            .map(|region| region.id.clone())
    }

    /// Empties the form.
    pub fn clear(&self) {
        self.values
            .with_value(|values| values.values().for_each(|value| value.set(String::new())));
        self.received.set(String::new());
        self.customer_apart.set(false);
        self.site_apart.set(false);
        self.about.set(vec![]);
    }

    /// The form as it is; `None` while nothing was typed.
    pub fn kept(&self) -> Option<Kept> {
        let values: BTreeMap<Field, String> = self.values.with_value(|values| {
            values
                .iter()
                .map(|(field, value)| (*field, value.get()))
                .filter(|(_, value)| !value.is_empty())
                .collect()
        });
        let kept = Kept {
            kind: self.kind.get(),
            channel: self.channel.get(),
            received: self.received.get(),
            customer_apart: self.customer_apart.get(),
            site_apart: self.site_apart.get(),
            about: self.about.get(),
            values,
        };
        let typed = !kept.values.is_empty() || !kept.received.is_empty() || !kept.about.is_empty();
        typed.then_some(kept)
    }

    fn party(&self, side: fn(PartyField) -> Field) -> Party {
        let of = |part| self.typed(side(part));
        Party {
            name: of(PartyField::Name),
            address: self.address(|part| side(PartyField::Address(part))),
            phone: of(PartyField::Phone),
            email: of(PartyField::Email),
            organisation: of(PartyField::Organisation),
            function: of(PartyField::Function),
        }
    }

    fn address(&self, side: impl Fn(AddressField) -> Field) -> Address {
        let postcode = self.typed(side(AddressField::Postcode));
        Address {
            street: self.typed(side(AddressField::Street)),
            number: self.typed(side(AddressField::Number)),
            postcode: validate::postcode(&postcode).unwrap_or(postcode),
            city: self.typed(side(AddressField::City)),
        }
    }

    fn typed(&self, field: Field) -> String {
        self.value(field).with(|text| text.trim().to_owned())
    }
}

fn first_kind(procedure: &Procedure, _: &Actor) -> Option<String> {
    procedure.kinds.first().map(|kind| kind.id.clone())
}

/// The procedure lists its channels with the usual one first.
fn first_channel(procedure: &Procedure, actor: &Actor) -> Option<String> {
    let own = takes_in(procedure, actor);
    own.first().map(|channel| channel.id.clone())
}

/// The channels through which a person may take in.
pub fn takes_in<'a>(procedure: &'a Procedure, actor: &Actor) -> Vec<&'a Channel> {
    let channels = procedure.channels.iter();
    channels
        .filter(|channel| {
            channel.taken_in_by.is_empty() || procedure.holds(actor, &channel.taken_in_by)
        })
        .collect()
}
