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
    /// Takes reports in, and helps where asked (LU-01, GW-03).
    Employee,
    /// Leads the work that it is about and answers for the handling: the problem owner (FC-05).
    ProjectLeader,
    /// Brings the parties together (GP-13).
    Mediator,
    /// Somebody independent whose ruling binds both parties (FC-08).
    Arbiter,
}

impl Role {
    pub const ALL: [Role; 11] = [
        Self::Technician,
        Self::Coordinator,
        Self::Deputy,
        Self::RegionalManager,
        Self::QualityManager,
        Self::Management,
        Self::Administrator,
        Self::Employee,
        Self::ProjectLeader,
        Self::Mediator,
        Self::Arbiter,
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
            Role::Employee => "employee",
            Role::ProjectLeader => "project_leader",
            Role::Mediator => "mediator",
            Role::Arbiter => "arbiter",
        }
    }

    pub fn from_word(word: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The roles of an account as the database holds them; words of another version of the program are left out.
    pub fn from_words(words: &[String]) -> BTreeSet<Role> {
        words
            .iter()
            .filter_map(|word| Role::from_word(word))
            .collect()
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
            Role::Employee => language.pick("Medewerker", "Employee"),
            Role::ProjectLeader => language.pick("Projectleider", "Project leader"),
            Role::Mediator => language.pick("Klachtenbemiddelaar", "Complaints mediator"),
            Role::Arbiter => language.pick("Onafhankelijke beoordelaar", "Independent arbiter"),
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
}
