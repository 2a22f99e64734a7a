//! What a row tells of the report itself (GP-03).

use crate::register::entry::{Entry, Whose};
use crate::register::mapping::Numbers;
use crate::register::moment::{When, start_of};
use crate::register::place;
use crate::register::reading::Reading;
use domain::event::Registered;
use domain::moment::text;
use domain::party::{Address, AddressField, Field, Party, PartyField};
use domain::validate;

/// The registration; `None` where it cannot be told at all, which is noted.
pub fn read(reading: &mut Reading<'_>, number: Option<&str>) -> Option<Registered> {
    let kind = word(reading, Entry::Kind);
    let channel = word(reading, Entry::Channel);
    let received = reading.when(Entry::Received);
    if received.is_none() && reading.value(Entry::Received).is_empty() {
        missing(reading, Entry::Received);
    }
    let complainant = party(reading, Whose::Complainant);
    let customer = says(reading, Whose::Customer).then(|| party(reading, Whose::Customer));
    let site = says(reading, Whose::Site).then(|| address(reading, Whose::Site));
    let category = reading.id(Entry::Of(Field::Category)).unwrap_or_default();
    let own_region = reading.id(Entry::Of(Field::Region));
    let about = reading.people(Entry::About);
    for entry in [
        Entry::Kind,
        Entry::Channel,
        Entry::Received,
        Entry::Of(Field::Category),
        Entry::Of(Field::Region),
    ] {
        reading.uses(entry);
    }
    let reference = reading.text(Entry::Of(Field::Reference));
    let reference = match number.filter(|_| reading.plan.numbers == Numbers::Reference) {
        Some(number) if reference.is_empty() => number.to_owned(),
        Some(number) => format!("{reference} ({number})"),
        None => reference,
    };
    let received_at = match received? {
        When::At(at) => at,
        When::Day(day) => start_of(day, &reading.facts.procedure.calendar),
    };
    let arisen_on = reading
        .when(Entry::Of(Field::ArisenOn))
        .map(|when| match when {
            When::Day(day) => day.to_string(),
            When::At(at) => {
                let wall = reading.facts.procedure.calendar.wall(at);
                wall.date().to_string()
            }
        });
    let mut registered = Registered {
        kind: kind?,
        channel: channel?,
        received_at,
        complainant,
        customer,
        site,
        description: reading.text(Entry::Of(Field::Description)),
        category,
        region: own_region.unwrap_or_default(),
        reference,
        about,
        arisen_on: arisen_on.unwrap_or_default(),
        impact: reading.text(Entry::Of(Field::Impact)),
        severity: reading.text(Entry::Of(Field::Severity)),
    };
    if registered.region.is_empty() && reading.plan.region_by_postcode {
        registered.region = region_of(reading, &registered);
    }
    Some(registered)
}

/// A word that there must be.
fn word(reading: &mut Reading<'_>, entry: Entry) -> Option<String> {
    let id = reading.id(entry);
    if id.is_none() && reading.value(entry).is_empty() {
        missing(reading, entry);
    }
    id
}

fn missing(reading: &mut Reading<'_>, entry: Entry) {
    reading.wrong(
        entry,
        text("dit is leeg.", "this is empty."),
        text(
            "Vul het in, of geef bij [defaults] in de koppeling wat dan geldt.",
            "Fill it in, or say under [defaults] in the mapping what holds then.",
        ),
    );
}

/// Whether any cell speaks of this party or place.
fn says(reading: &Reading<'_>, whose: Whose) -> bool {
    Entry::all()
        .filter(|entry| belongs(*entry, whose))
        .any(|entry| !reading.cell(entry).is_empty())
}

fn belongs(entry: Entry, whose: Whose) -> bool {
    match (entry, whose) {
        (Entry::Of(Field::Complainant(_)), Whose::Complainant)
        | (Entry::Of(Field::Customer(_)), Whose::Customer)
        | (Entry::Of(Field::Site(_)), Whose::Site) => true,
        (Entry::Address(own), whose) => own == whose,
        _ => false,
    }
}

fn party(reading: &mut Reading<'_>, whose: Whose) -> Party {
    let mut party = Party {
        address: address(reading, whose),
        ..Party::default()
    };
    for part in [
        PartyField::Name,
        PartyField::Phone,
        PartyField::Email,
        PartyField::Organisation,
        PartyField::Function,
    ] {
        let field = match whose {
            Whose::Customer => Field::Customer(part),
            _ => Field::Complainant(part),
        };
        *party.part_mut(part) = reading.text(Entry::Of(field));
    }
    party
}

fn address(reading: &mut Reading<'_>, whose: Whose) -> Address {
    let whole = Entry::Address(whose);
    let cell = reading.text(whole);
    let mut address = if cell.is_empty() {
        Address::default()
    } else {
        place::split(&cell).unwrap_or_else(|| {
            reading.wrong(
                whole,
                text(
                    "straat en huisnummer zijn niet uit elkaar te houden.",
                    "street and house number cannot be told apart.",
                ),
                text(
                    "Schrijf Kerkstraat 12, 6825 MN Arnhem.",
                    "Write Kerkstraat 12, 6825 MN Arnhem.",
                ),
            );
            Address::default()
        })
    };
    for part in [
        AddressField::Street,
        AddressField::Number,
        AddressField::Postcode,
        AddressField::City,
    ] {
        let entry = whose.part(part);
        let own = reading.cell(entry);
        // A default fills what neither the whole address nor its own cell tells.
        if !own.is_empty() || address.part(part).is_empty() {
            *address.part_mut(part) = reading.text(entry);
        }
    }
    if let Some(right) = validate::postcode(&address.postcode) {
        address.postcode = right;
    }
    address
}

fn region_of(reading: &Reading<'_>, registered: &Registered) -> String {
    let places = [
        registered.site.as_ref(),
        registered
            .customer
            .as_ref()
            .map(|customer| &customer.address),
        Some(&registered.complainant.address),
    ];
    let place = places.into_iter().flatten().find(|place| !place.is_empty());
    let postcode = place.map_or("", |place| place.postcode.as_str());
    let covers = |region: &&sync::message::Region| {
        region
            .postcodes
            .iter()
            .any(|start| !start.is_empty() && postcode.starts_with(start.as_str()))
    };
    let found = reading.facts.regions.iter().find(covers);
    found.map(|region| region.id.clone()).unwrap_or_default()
}
