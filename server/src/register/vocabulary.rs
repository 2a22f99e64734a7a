//! Words of a register and what they mean here: the procedure's ids, regions, colleagues.

use super::facts::Facts;
use domain::event::Handling;
use domain::language::{Language, Text};
use domain::moment::text;
use serde::Deserialize;

/// Which words a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vocabulary {
    Kind,
    Channel,
    Category,
    Region,
    Ruling,
    Status,
    Handling,
    Employee,
}

/// `open`, `closed`, `withdrawn` with their names.
pub const STATUSES: [(&str, &str, &str); 3] = [
    ("open", "Open", "Open"),
    ("closed", "Gesloten", "Closed"),
    ("withdrawn", "Ingetrokken", "Withdrawn"),
];

impl Vocabulary {
    pub const ALL: [Vocabulary; 8] = [
        Self::Kind,
        Self::Channel,
        Self::Category,
        Self::Region,
        Self::Ruling,
        Self::Status,
        Self::Handling,
        Self::Employee,
    ];

    /// As a mapping names it: `[words.channel]`.
    pub fn name(self) -> &'static str {
        match self {
            Vocabulary::Kind => "kind",
            Vocabulary::Channel => "channel",
            Vocabulary::Category => "category",
            Vocabulary::Region => "region",
            Vocabulary::Ruling => "ruling",
            Vocabulary::Status => "status",
            Vocabulary::Handling => "handling",
            Vocabulary::Employee => "employee",
        }
    }

    /// What can be meant: the id, and the name in both languages. Of a colleague the id is the e-mail address.
    pub fn terms(self, facts: &Facts) -> Vec<(String, Text)> {
        let named = |id: &str, name: &Text| (id.to_owned(), name.clone());
        let plain = |id: &str, name: &str| (id.to_owned(), text(name, name));
        let procedure = &facts.procedure;
        match self {
            Vocabulary::Kind => procedure
                .kinds
                .iter()
                .map(|k| named(&k.id, &k.name))
                .collect(),
            Vocabulary::Channel => procedure
                .channels
                .iter()
                .map(|c| named(&c.id, &c.name))
                .collect(),
            Vocabulary::Category => procedure
                .categories
                .iter()
                .map(|c| named(&c.id, &c.name))
                .collect(),
            Vocabulary::Region => facts
                .regions
                .iter()
                .map(|r| plain(&r.id, &r.name))
                .collect(),
            Vocabulary::Ruling => procedure
                .rulings
                .iter()
                .map(|r| named(&r.id, &r.name))
                .collect(),
            Vocabulary::Status => STATUSES
                .iter()
                .map(|(id, nl, en)| ((*id).to_owned(), text(*nl, *en)))
                .collect(),
            Vocabulary::Handling => [Handling::Central, Handling::Decentral]
                .iter()
                .map(|h| {
                    (
                        h.word().to_owned(),
                        text(h.label(Language::Nl), h.label(Language::En)),
                    )
                })
                .collect(),
            Vocabulary::Employee => facts
                .people
                .iter()
                .map(|p| plain(&p.email, &p.name))
                .collect(),
        }
    }
}

/// The id that a word means by itself: an id, or a name that only one has, in either language and whatever the case.
pub fn meant(word: &str, terms: &[(String, Text)]) -> Option<String> {
    let wanted = folded(word);
    let same = |text: &str| folded(text) == wanted;
    if let Some((id, _)) = terms.iter().find(|(id, _)| same(id)) {
        return Some(id.clone());
    }
    // `Jan Bos <jan@…>`, as an export writes it where two are called so.
    let address = word
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.strip_suffix('>'));
    if let Some(address) = address {
        return terms
            .iter()
            .find(|(id, _)| id == address)
            .map(|(id, _)| id.clone());
    }
    let mut found = terms
        .iter()
        .filter(|(_, name)| same(&name.nl) || same(&name.en));
    match (found.next(), found.next()) {
        (Some((id, _)), None) => Some(id.clone()),
        _ => None,
    }
}

/// For comparing: small letters, single spaces.
pub fn folded(text: &str) -> String {
    super::table::on_one_line(text).to_lowercase()
}

/// What can be chosen, for a message: `telephone (Telefoon), email (E-mail) …`, the first dozen.
pub fn choices(terms: &[(String, Text)], language: Language) -> String {
    let shown: Vec<String> = terms
        .iter()
        .take(12)
        .map(|(id, name)| {
            let name = name.get(language);
            if folded(name) == folded(id) {
                id.clone()
            } else {
                format!("{id} ({name})")
            }
        })
        .collect();
    let more = terms.len().saturating_sub(shown.len());
    match more {
        0 => shown.join(", "),
        more => format!("{} … (+{more})", shown.join(", ")),
    }
}
