//! Versions of a procedure: told apart by their contents, and compared on a running dossier.

use super::Procedure;
use crate::dossier::Dossier;
use crate::id::FileHash;
use crate::obligation::{Obligation, obligations};
use crate::person::Role;
use chrono::{DateTime, Utc};

impl Procedure {
    /// Tells this version from every other: a hash of all that it says, whatever comments and order its file has.
    pub fn fingerprint(&self) -> FileHash {
        // A procedure consists of texts and numbers; there is nothing in it that JSON could not hold.
        FileHash::of(serde_json::to_string(self).unwrap_or_default().as_bytes())
    }

    /// What a dossier holds that this version has no word for: it could not go on by it.
    pub fn unknown_to(&self, dossier: &Dossier) -> Vec<String> {
        let known = |word: &str, found: bool| (!word.is_empty() && !found).then(|| word.to_owned());
        let ruling = dossier.ruling.as_ref().map(|ruling| &ruling.what.ruling);
        [
            known(&dossier.kind, self.kind(&dossier.kind).is_some()),
            known(&dossier.channel, self.channel(&dossier.channel).is_some()),
            known(
                &dossier.category,
                self.categories.iter().any(|c| c.id == dossier.category),
            ),
            known(
                &dossier.severity,
                self.severities.iter().any(|s| s.id == dossier.severity),
            ),
            ruling.and_then(|ruling| known(ruling, self.ruling(ruling).is_some())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What another version changes about one promise of a running dossier.
#[derive(Debug, Clone, PartialEq)]
pub enum Moved {
    /// It is owed from now on.
    Begins(Obligation),
    /// It is no longer owed.
    Falls(Obligation),
    /// It is due at another moment, or owed by another role.
    Changes {
        obligation: Obligation,
        due: DateTime<Utc>,
        owner: Role,
    },
}

/// What would change about the open promises of a dossier that goes on by another version, as seen at a moment.
/// `Changes` holds the promise as it is, and when and by whom it would be owed.
pub fn difference(
    dossier: &Dossier,
    old: &Procedure,
    new: &Procedure,
    now: DateTime<Utc>,
) -> Vec<Moved> {
    let open = |procedure| {
        let mut all = obligations(dossier, procedure, now);
        all.retain(Obligation::is_open);
        all
    };
    let (before, after) = (open(old), open(new));
    let mut moved = Vec::new();
    for obligation in &before {
        match after.iter().find(|other| other.id == obligation.id) {
            None => moved.push(Moved::Falls(obligation.clone())),
            Some(other)
                if other.deadline.due != obligation.deadline.due
                    || other.owner != obligation.owner =>
            {
                moved.push(Moved::Changes {
                    obligation: obligation.clone(),
                    due: other.deadline.due,
                    owner: other.owner,
                });
            }
            Some(_) => {}
        }
    }
    let begins = after
        .into_iter()
        .filter(|other| before.iter().all(|obligation| obligation.id != other.id));
    moved.extend(begins.map(Moved::Begins));
    moved
}
