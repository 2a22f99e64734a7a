//! Who complains, for whom, and where the glass is: parties, addresses, and the fields that can be corrected later.

use crate::language::Language;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A Dutch postal address; an empty part is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    #[serde(default)]
    pub street: String,
    /// House number with its addition: `12`, `12 bis`, `3-II`.
    #[serde(default)]
    pub number: String,
    /// As `1234 AB`.
    #[serde(default)]
    pub postcode: String,
    #[serde(default)]
    pub city: String,
}

impl Address {
    pub fn is_empty(&self) -> bool {
        self.street.is_empty()
            && self.number.is_empty()
            && self.postcode.is_empty()
            && self.city.is_empty()
    }

    /// On one line: `Kerkstraat 12, 6825 MN Arnhem`.
    pub fn line(&self) -> String {
        let join = |a: &str, b: &str| format!("{a} {b}").trim().to_owned();
        let (first, second) = (
            join(&self.street, &self.number),
            join(&self.postcode, &self.city),
        );
        match (first.is_empty(), second.is_empty()) {
            (false, false) => format!("{first}, {second}"),
            (false, true) => first,
            _ => second,
        }
    }
}

/// A complainant or customer (GP-03).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    #[serde(default)]
    pub address: Address,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub email: String,
    /// LU-05: the organisation for which the person reports.
    #[serde(default)]
    pub organisation: String,
    /// LU-05: the person's function there.
    #[serde(default)]
    pub function: String,
}

/// A part of a [`Party`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyField {
    Name,
    Phone,
    Email,
    Organisation,
    Function,
    Address(AddressField),
}

/// A part of an [`Address`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddressField {
    Street,
    Number,
    Postcode,
    City,
}

/// A value of a dossier that can be corrected; written `complainant.phone`, `site.city`, `description`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Field {
    Complainant(PartyField),
    Customer(PartyField),
    Site(AddressField),
    Description,
    Category,
    Region,
    /// Our order, invoice or project number that the complaint is about.
    Reference,
    /// The day on which it arose (LG-01).
    ArisenOn,
    /// What it does to the complainant (LU-05).
    Impact,
    /// How severe it is (LU-05, FC-06).
    Severity,
}

const ADDRESS: [(&str, AddressField); 4] = [
    ("street", AddressField::Street),
    ("number", AddressField::Number),
    ("postcode", AddressField::Postcode),
    ("city", AddressField::City),
];

const PARTY: [(&str, PartyField); 9] = [
    ("name", PartyField::Name),
    ("phone", PartyField::Phone),
    ("email", PartyField::Email),
    ("organisation", PartyField::Organisation),
    ("function", PartyField::Function),
    ("street", PartyField::Address(AddressField::Street)),
    ("number", PartyField::Address(AddressField::Number)),
    ("postcode", PartyField::Address(AddressField::Postcode)),
    ("city", PartyField::Address(AddressField::City)),
];

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn name<K: PartialEq>(table: &[(&'static str, K)], key: &K) -> &'static str {
            table
                .iter()
                .find(|(_, k)| k == key)
                .map_or("", |(name, _)| name)
        }
        match self {
            Field::Complainant(part) => write!(f, "complainant.{}", name(&PARTY, part)),
            Field::Customer(part) => write!(f, "customer.{}", name(&PARTY, part)),
            Field::Site(part) => write!(f, "site.{}", name(&ADDRESS, part)),
            Field::Description => f.write_str("description"),
            Field::Category => f.write_str("category"),
            Field::Region => f.write_str("region"),
            Field::Reference => f.write_str("reference"),
            Field::ArisenOn => f.write_str("arisen_on"),
            Field::Impact => f.write_str("impact"),
            Field::Severity => f.write_str("severity"),
        }
    }
}

impl FromStr for Field {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        fn find<K: Copy>(table: &[(&str, K)], part: &str) -> Option<K> {
            table
                .iter()
                .find(|(name, _)| *name == part)
                .map(|(_, key)| *key)
        }
        let found = match text.split_once('.') {
            Some(("complainant", part)) => find(&PARTY, part).map(Field::Complainant),
            Some(("customer", part)) => find(&PARTY, part).map(Field::Customer),
            Some(("site", part)) => find(&ADDRESS, part).map(Field::Site),
            _ => match text {
                "description" => Some(Field::Description),
                "category" => Some(Field::Category),
                "region" => Some(Field::Region),
                "reference" => Some(Field::Reference),
                "arisen_on" => Some(Field::ArisenOn),
                "impact" => Some(Field::Impact),
                "severity" => Some(Field::Severity),
                _ => None,
            },
        };
        found.ok_or_else(|| {
            format!(
                "`{text}` is no field of a dossier; a field is written like `complainant.phone`"
            )
        })
    }
}

impl TryFrom<String> for Field {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Field> for String {
    fn from(field: Field) -> String {
        field.to_string()
    }
}

impl Field {
    /// What the field is called on screen.
    pub fn label(self, language: Language) -> String {
        let address = |part: AddressField| match part {
            AddressField::Street => language.pick("straat", "street"),
            AddressField::Number => language.pick("huisnummer", "house number"),
            AddressField::Postcode => language.pick("postcode", "postcode"),
            AddressField::City => language.pick("plaats", "city"),
        };
        let party = |part: PartyField| match part {
            PartyField::Name => language.pick("naam", "name"),
            PartyField::Phone => language.pick("telefoon", "telephone"),
            PartyField::Email => language.pick("e-mailadres", "e-mail address"),
            PartyField::Organisation => language.pick("organisatie", "organisation"),
            PartyField::Function => language.pick("functie", "function"),
            PartyField::Address(part) => address(part),
        };
        match self {
            Field::Complainant(part) => {
                format!(
                    "{} {}",
                    party(part),
                    language.pick("van de klager", "of the complainant")
                )
            }
            Field::Customer(part) => format!(
                "{} {}",
                party(part),
                language.pick("van de klant", "of the customer")
            ),
            Field::Site(part) => format!(
                "{} {}",
                address(part),
                language.pick("van het werk", "of the work")
            ),
            Field::Description => language.pick("omschrijving", "description").into(),
            Field::Category => language.pick("soort klacht", "category").into(),
            Field::Region => language.pick("regio", "region").into(),
            Field::Reference => language.pick("ordernummer", "order number").into(),
            Field::ArisenOn => language
                .pick("dag van ontstaan", "day on which it arose")
                .into(),
            Field::Impact => language.pick("gevolg", "impact").into(),
            Field::Severity => language.pick("ernst", "severity").into(),
        }
    }
}

impl Address {
    pub fn part(&self, field: AddressField) -> &str {
        match field {
            AddressField::Street => &self.street,
            AddressField::Number => &self.number,
            AddressField::Postcode => &self.postcode,
            AddressField::City => &self.city,
        }
    }

    pub fn part_mut(&mut self, field: AddressField) -> &mut String {
        match field {
            AddressField::Street => &mut self.street,
            AddressField::Number => &mut self.number,
            AddressField::Postcode => &mut self.postcode,
            AddressField::City => &mut self.city,
        }
    }
}

impl Party {
    pub fn part(&self, field: PartyField) -> &str {
        match field {
            PartyField::Name => &self.name,
            PartyField::Phone => &self.phone,
            PartyField::Email => &self.email,
            PartyField::Organisation => &self.organisation,
            PartyField::Function => &self.function,
            PartyField::Address(part) => self.address.part(part),
        }
    }

    pub fn part_mut(&mut self, field: PartyField) -> &mut String {
        match field {
            PartyField::Name => &mut self.name,
            PartyField::Phone => &mut self.phone,
            PartyField::Email => &mut self.email,
            PartyField::Organisation => &mut self.organisation,
            PartyField::Function => &mut self.function,
            PartyField::Address(part) => self.address.part_mut(part),
        }
    }
}
