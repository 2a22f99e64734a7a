//! What device and server say to each other. The shapes are frozen; `sync/tests/` holds examples of each.

use chrono::{DateTime, Utc};
use domain::absence::Absence;
use domain::admit::Verdict;
use domain::dossier::Dossier;
use domain::id::{DossierId, EventId, FileHash, OrganisationId, PersonId};
use domain::person::{Actor, Person};
use domain::procedure::Procedure;
use domain::record::{Envelope, HeadHash, Recorded};
use domain::refusal::Refusal;
use domain::summary::Summary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Envelopes from one device, in the order in which they were recorded; at most [`MOST_PUSHED`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Push {
    pub envelopes: Vec<Envelope>,
}

/// How many envelopes one push may hold.
pub const MOST_PUSHED: usize = 200;

/// One receipt an envelope, in the same order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipts {
    pub receipts: Vec<Receipt>,
    pub server_time: DateTime<Utc>,
    /// The [`Cursor::epoch`] of the database that holds what was taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
}

/// What became of an envelope. Sent again, an envelope gets the same receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    pub event: EventId,
    pub dossier: DossierId,
    pub verdict: Verdict,
    /// Its place in the log; `None` when parked.
    pub position: Option<u64>,
}

/// How far a copy of a dossier is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub head: u64,
    pub hash: HeadHash,
}

/// Where a device's knowledge of changes ends: a snapshot of the server's commits. Opaque to devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Changes when the database was restored; an older cursor then says nothing.
    pub epoch: String,
    /// Every commit before this transaction was seen.
    pub horizon: u64,
}

/// Asks for changes. With a cursor alone the answer costs what changed; with heads it heals every difference.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pull {
    /// What the device knew last time.
    #[serde(default)]
    pub since: Option<Cursor>,
    /// All that the device holds; asked for at the start, and now and then, because it finds every difference.
    #[serde(default)]
    pub heads: Option<BTreeMap<DossierId, Head>>,
    /// Hash of the reference data that the device holds, or empty.
    #[serde(default)]
    pub reference: String,
}

/// The answer to a pull; when `more` is set, ask again at once with the new cursor and heads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    pub server_time: DateTime<Utc>,
    /// `None` while more pages follow.
    pub cursor: Option<Cursor>,
    /// The cursor was unknown or too old: ask again with heads.
    #[serde(default)]
    pub send_heads: bool,
    pub more: bool,
    pub dossiers: Vec<DossierChange>,
    /// Dossiers that the person may no longer see, or that are gone.
    pub forget: Vec<DossierId>,
    /// Sent when it differs from what the device holds.
    pub reference: Option<Reference>,
}

/// New events of one dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DossierChange {
    pub dossier: DossierId,
    /// The events follow this position; 0: the whole log, which replaces the device's copy.
    pub after: u64,
    pub events: Vec<Recorded>,
    /// Head and hash after these events.
    pub head: Head,
    /// Set-aside items of this dossier that wait for someone, all of them.
    pub parked: Vec<Parked>,
    /// Files that events refer to and that have not arrived yet.
    pub files_pending: Vec<FileHash>,
}

/// Something that was kept aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parked {
    pub envelope: Envelope,
    pub reason: Refusal,
    pub received_at: DateTime<Utc>,
}

/// What a device needs to know besides dossiers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// Hash of the rest, by which a device says what it holds.
    pub hash: String,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub me: Actor,
    pub my_name: String,
    pub people: Vec<Person>,
    pub regions: Vec<Region>,
    /// What new dossiers go by.
    pub procedure: Procedure,
    /// Who is out of office, now or soon, and who stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
    /// Other versions of it by which dossiers still go, by their fingerprints.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub earlier: BTreeMap<FileHash, Procedure>,
    /// What dossiers go by whose number names no version: the first version that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<FileHash>,
}

/// A region of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub id: String,
    pub name: String,
    /// Beginnings of postcodes that belong to it: `68`, `6825`.
    #[serde(default)]
    pub postcodes: Vec<String>,
}

impl Reference {
    /// The version of the procedure by which a dossier goes. One that has no number yet will go by today's.
    pub fn procedure_of(&self, dossier: &Dossier) -> &Procedure {
        self.procedure_by(self.version(dossier))
    }

    /// The procedure of a version by its fingerprint; today's, where there is none or it is not held.
    pub fn procedure_by(&self, version: Option<&FileHash>) -> &Procedure {
        version
            .and_then(|version| self.earlier.get(version))
            .unwrap_or(&self.procedure)
    }

    /// The fingerprint of that version, where the dossier is bound to one.
    pub fn version<'a>(&'a self, dossier: &'a Dossier) -> Option<&'a FileHash> {
        self.named(&dossier.number, &dossier.procedure)
    }

    /// The same, of a dossier in a list.
    pub fn version_of<'a>(&'a self, summary: &'a Summary) -> Option<&'a FileHash> {
        self.named(&summary.number, &summary.procedure)
    }

    fn named<'a>(
        &'a self,
        number: &Option<String>,
        version: &'a Option<FileHash>,
    ) -> Option<&'a FileHash> {
        let first = self.first.as_ref().filter(|_| number.is_some());
        version.as_ref().or(first)
    }

    pub fn name(&self, person: PersonId) -> String {
        if person == domain::id::SYSTEM {
            return "Glashelder".into();
        }
        self.people
            .iter()
            .find(|p| p.id == person)
            .map_or_else(|| "?".into(), |p| p.name.clone())
    }

    pub fn region_name(&self, id: &str) -> String {
        self.regions
            .iter()
            .find(|region| region.id == id)
            .map_or_else(|| id.to_owned(), |region| region.name.clone())
    }

    /// The region of a postcode: the longest beginning that fits.
    pub fn region_of(&self, postcode: &str) -> Option<&Region> {
        let fits = |region: &&Region| {
            region
                .postcodes
                .iter()
                .filter(|start| postcode.starts_with(start.as_str()))
                .map(String::len)
                .max()
        };
        self.regions
            .iter()
            .filter(|region| fits(region).is_some())
            .max_by_key(|region| fits(region))
    }
}
