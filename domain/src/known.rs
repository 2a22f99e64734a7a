//! Whom we know already: customers to choose from while typing, and dossiers that may be about the same thing.

use crate::id::DossierId;
use crate::party::Address;
use crate::summary::Summary;
use crate::validate;

/// A customer of earlier dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub name: String,
    pub phone: String,
    pub place: Address,
    /// The dossier that last told this.
    pub latest: DossierId,
    /// How many dossiers there are of this customer.
    pub dossiers: usize,
}

/// Every customer once, the one with the newest dossier first.
pub fn customers<'a>(summaries: impl Iterator<Item = &'a Summary>) -> Vec<Known> {
    let mut newest: Vec<&Summary> = summaries.filter(|s| !s.complainant.is_empty()).collect();
    newest.sort_by_key(|summary| std::cmp::Reverse(summary.received_at));
    let mut seen = std::collections::BTreeMap::<(String, String), usize>::new();
    let mut found: Vec<Known> = Vec::new();
    for summary in newest {
        let key = (
            summary.complainant.to_lowercase(),
            number_of(&summary.phone),
        );
        if let Some(index) = seen.get(&key) {
            found[*index].dossiers += 1;
            continue;
        }
        seen.insert(key, found.len());
        found.push(Known {
            name: summary.complainant.clone(),
            phone: summary.phone.clone(),
            place: summary.place.clone(),
            latest: summary.id,
            dossiers: 1,
        });
    }
    found
}

impl Known {
    /// Whether what was typed so far (part of a name, telephone number or postcode) can mean this customer.
    pub fn fits(&self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let postcode: String = self
            .place
            .postcode
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        if digits.is_empty() {
            return typed.len() >= 2
                && typed
                    .split_whitespace()
                    .all(|word| has_word(&self.name, word));
        }
        let phone = digits.len() >= 4 && number_of(&self.phone).contains(&number_of(&typed));
        phone || (compact.len() >= 4 && postcode.to_lowercase().starts_with(&compact))
    }
}

/// Street and city as they are known for a postcode: the city already from its four digits.
pub fn complete<'a>(
    places: impl Iterator<Item = &'a Address>,
    postcode: &str,
) -> Option<(String, String)> {
    let wanted = validate::postcode(postcode)?;
    let mut city = None;
    for place in places {
        if place.postcode == wanted && !place.street.is_empty() {
            return Some((place.street.clone(), place.city.clone()));
        }
        if city.is_none() && !place.city.is_empty() && place.postcode.get(..4) == wanted.get(..4) {
            city = Some(place.city.clone());
        }
    }
    city.map(|city| (String::new(), city))
}

/// Whether a dossier has this telephone number or is about this door (postcode and house number).
pub fn related(summary: &Summary, phone: &str, door: &Address) -> bool {
    let wanted = validate::phone(phone).map(|phone| number_of(&phone));
    let same_phone = wanted.is_some_and(|wanted| number_of(&summary.phone) == wanted);
    same_phone || same_door(&summary.place, door)
}

/// The same postcode and house number, however they are written.
pub fn same_door(one: &Address, other: &Address) -> bool {
    let plain = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
            .to_lowercase()
    };
    let (Some(first), Some(second)) = (
        validate::postcode(&one.postcode),
        validate::postcode(&other.postcode),
    ) else {
        return false;
    };
    first == second && !other.number.trim().is_empty() && plain(&one.number) == plain(&other.number)
}

/// A telephone number as digits, Dutch ones without the country.
fn number_of(phone: &str) -> String {
    let plain = validate::phone(phone)
        .unwrap_or_else(|| phone.chars().filter(char::is_ascii_digit).collect());
    plain
        .strip_prefix("+31")
        .map_or(plain.clone(), |rest| format!("0{rest}"))
}

/// Whether a word of the name begins like this.
fn has_word(name: &str, word: &str) -> bool {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|part| part.starts_with(word))
}
