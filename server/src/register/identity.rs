//! Ids that follow from a register's rows, so that the same row is the same dossier every time.

use domain::id::{DeviceId, DossierId, EventId, OrganisationId, VisitId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The dossier of a row with a number of its own; many registers begin anew with every year of receipt.
pub fn by_number(organisation: OrganisationId, number: &str, year: i32) -> DossierId {
    DossierId(id(
        "register.number.1",
        &[
            organisation.0.as_bytes(),
            number.as_bytes(),
            &year.to_be_bytes(),
        ],
    ))
}

/// The dossier of a row without one, by what was registered: `words` tell the row from others.
pub fn by_words(organisation: OrganisationId, words: &[String]) -> DossierId {
    let folded: Vec<String> = words
        .iter()
        .map(|word| super::vocabulary::folded(word))
        .collect();
    let mut parts: Vec<&[u8]> = vec![organisation.0.as_bytes()];
    parts.extend(folded.iter().map(String::as_bytes));
    DossierId(id("register.row.1", &parts))
}

/// The event at a place in its dossier's story.
pub fn event(dossier: DossierId, place: u64) -> EventId {
    EventId(id(
        "register.event.1",
        &[dossier.0.as_bytes(), &place.to_be_bytes()],
    ))
}

pub fn visit(dossier: DossierId) -> VisitId {
    VisitId(id("register.visit.1", &[dossier.0.as_bytes()]))
}

/// Under which device a register's events stand: one for all registers of an organisation.
pub fn device(organisation: OrganisationId) -> DeviceId {
    DeviceId(id("register.device.1", &[organisation.0.as_bytes()]))
}

/// A UUIDv8 from a hash; each part with its length, so that no two lists of parts are one text.
fn id(what: &str, parts: &[&[u8]]) -> Uuid {
    let mut hash = Sha256::new().chain_update(what);
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_from_what_they_are_of() {
        let here = OrganisationId(Uuid::nil());
        let there = OrganisationId(Uuid::max());
        assert_eq!(by_number(here, "12", 2025), by_number(here, "12", 2025));
        assert_ne!(by_number(here, "12", 2025), by_number(there, "12", 2025));
        assert_ne!(by_number(here, "12", 2025), by_number(here, "12", 2024));
        let words = |a: &str, b: &str| by_words(here, &[a.into(), b.into()]);
        assert_eq!(words("Jan  Bos", "x"), words("jan bos", "x"));
        assert_ne!(words("ab", "c"), words("a", "bc"));
    }
}
