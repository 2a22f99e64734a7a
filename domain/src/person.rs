//! The people who work with complaints, and the functions that they hold.

use crate::id::{OrganisationId, PersonId};
use crate::language::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A function in complaint handling. What an organisation calls it stands in its procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Technician,
    Coordinator,
    /// Stands in for the coordinator (GP-02).
    Deputy,
    RegionalManager,
    QualityManager,
    Management,
    /// Keeps the accounts; sees no complaints.
    Administrator,
}

impl Role {
    pub const ALL: [Role; 7] = [
        Self::Technician,
        Self::Coordinator,
        Self::Deputy,
        Self::RegionalManager,
        Self::QualityManager,
        Self::Management,
        Self::Administrator,
    ];

    /// As procedure files and the database write it.
    pub fn word(self) -> &'static str {
        match self {
            Role::Technician => "technician",
            Role::Coordinator => "coordinator",
            Role::Deputy => "deputy",
            Role::RegionalManager => "regional_manager",
            Role::QualityManager => "quality_manager",
            Role::Management => "management",
            Role::Administrator => "administrator",
        }
    }

    pub fn from_word(word: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The general name; a procedure may give the organisation's own.
    pub fn label(self, language: Language) -> &'static str {
        match self {
            Role::Technician => language.pick("Monteur", "Technician"),
            Role::Coordinator => language.pick("Klachtencoördinator", "Complaints coordinator"),
            Role::Deputy => language.pick("Vervanger", "Deputy"),
            Role::RegionalManager => language.pick("Regiomanager", "Regional manager"),
            Role::QualityManager => language.pick("Kwaliteitsmanager", "Quality manager"),
            Role::Management => language.pick("Directie", "Management"),
            Role::Administrator => language.pick("Beheerder", "Administrator"),
        }
    }
}

/// A colleague, as everybody in the organisation may know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub roles: BTreeSet<Role>,
    pub regions: BTreeSet<String>,
    pub active: bool,
}

/// Who acts: a person with the rights that the account has now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub roles: BTreeSet<Role>,
    pub regions: BTreeSet<String>,
}

impl Actor {
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Coordinator or deputy: the same work (GP-02).
    pub fn coordinates(&self) -> bool {
        self.is(Role::Coordinator) || self.is(Role::Deputy)
    }
}
