//! The organisations of the demo: who works there, with which functions, and which postcodes a region has.

use super::chance::Chance;
use domain::id::{DeviceId, OrganisationId, PersonId};
use domain::person::{Actor, Person, Role};
use sync::message::Region;

/// One organisation with its people.
#[derive(Debug, Clone)]
pub struct Organisation {
    pub id: OrganisationId,
    /// Short name, also of its procedure.
    pub slug: &'static str,
    pub name: &'static str,
    pub regions: Vec<Region>,
    pub members: Vec<Member>,
}

/// Someone with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    pub device: DeviceId,
    pub name: &'static str,
    pub email: String,
    pub role: Role,
    /// Empty: all or none, as the role has it.
    pub region: Option<&'static str>,
}

/// The organisation whose dossiers the demo tells.
pub const TOLD: &str = "glaspunt";

/// All five, Glaspunt first.
pub fn organisations() -> Vec<Organisation> {
    ORGANISATIONS.iter().map(Plan::build).collect()
}

impl Member {
    pub fn actor(&self, organisation: OrganisationId) -> Actor {
        let person = self.person();
        Actor {
            person: person.id,
            organisation,
            roles: person.roles,
            regions: person.regions,
        }
    }

    pub fn person(&self) -> Person {
        Person {
            id: self.person,
            name: self.name.to_owned(),
            roles: [self.role].into(),
            regions: self.region.map(str::to_owned).into_iter().collect(),
            active: true,
        }
    }
}

/// An organisation as it is written down here.
struct Plan {
    slug: &'static str,
    name: &'static str,
    regions: &'static [(&'static str, &'static str, &'static str)],
    members: &'static [(&'static str, &'static str, Role, Option<&'static str>)],
}

impl Plan {
    fn build(&self) -> Organisation {
        let member =
            |(name, mailbox, role, region): &(&'static str, &str, Role, Option<&'static str>)| {
                let email = format!("{mailbox}@{}.example", self.slug);
                Member {
                    person: PersonId(Chance::named(&email).id()),
                    device: DeviceId(Chance::named(&format!("device of {email}")).id()),
                    name,
                    email,
                    role: *role,
                    region: *region,
                }
            };
        Organisation {
            id: OrganisationId(Chance::named(self.slug).id()),
            slug: self.slug,
            name: self.name,
            regions: self.regions.iter().map(region).collect(),
            members: self.members.iter().map(member).collect(),
        }
    }
}

fn region((id, name, postcodes): &(&str, &str, &str)) -> Region {
    Region {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        postcodes: postcodes.split(' ').map(str::to_owned).collect(),
    }
}

const ORGANISATIONS: [Plan; 5] = [
    Plan {
        slug: TOLD,
        name: "Glaspunt",
        regions: &[
            (
                "noord",
                "Noord",
                "78 79 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99",
            ),
            (
                "oost",
                "Oost",
                "65 66 67 68 69 70 71 72 73 74 75 76 77 80 81",
            ),
            ("midden", "Midden", "12 13 14 34 35 36 37 38 39 40 41 82"),
            (
                "west",
                "West",
                "10 11 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 42",
            ),
            (
                "zuid",
                "Zuid",
                "43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64",
            ),
        ],
        members: &[
            ("Marijke Bos", "marijke", Role::Coordinator, None),
            ("Ruben Koster", "ruben", Role::Deputy, None),
            (
                "Samira El Idrissi",
                "samira",
                Role::Technician,
                Some("oost"),
            ),
            ("Joris van Dijk", "joris", Role::Technician, Some("oost")),
            ("Fatma Yıldız", "fatma", Role::Technician, Some("west")),
            ("Bram de Wit", "bram", Role::Technician, Some("west")),
            ("Sietse Hoekstra", "sietse", Role::Technician, Some("noord")),
            ("Lotte Claessens", "lotte", Role::Technician, Some("zuid")),
            ("Pieter Smeets", "pieter", Role::Technician, Some("zuid")),
            ("Daan Verhoeven", "daan", Role::Technician, Some("midden")),
            (
                "Froukje Dijkstra",
                "froukje",
                Role::RegionalManager,
                Some("noord"),
            ),
            (
                "Gerben Wesselink",
                "gerben",
                Role::RegionalManager,
                Some("oost"),
            ),
            (
                "Anouk Vermeer",
                "anouk",
                Role::RegionalManager,
                Some("midden"),
            ),
            (
                "Rachid Amrani",
                "rachid",
                Role::RegionalManager,
                Some("west"),
            ),
            (
                "Mieke Janssen",
                "mieke",
                Role::RegionalManager,
                Some("zuid"),
            ),
            ("Ingrid Postma", "ingrid", Role::QualityManager, None),
            ("Hans Verbeek", "hans", Role::Management, None),
            ("Nadia Benali", "nadia", Role::Management, None),
            ("Saskia Brouwer", "saskia", Role::Mediator, None),
            ("Tom Kuiper", "beheer", Role::Administrator, None),
        ],
    },
    Plan {
        slug: "lucide",
        name: "Lucide",
        regions: &[],
        members: &[
            ("Carla Meijer", "carla", Role::QualityManager, None),
            ("Wouter Schipper", "wouter", Role::Management, None),
            ("Esra Demir", "esra", Role::Employee, None),
            ("Jelle Haan", "beheer", Role::Administrator, None),
        ],
    },
    Plan {
        slug: "lagant",
        name: "Lagant",
        regions: &[],
        members: &[
            ("Petra van Leeuwen", "petra", Role::Coordinator, None),
            ("Arjan Mulder", "arjan", Role::Deputy, None),
            ("Theo Lagerweij", "theo", Role::Management, None),
            ("Femke Aalbers", "femke", Role::Employee, None),
            ("Yvonne Prins", "beheer", Role::Administrator, None),
        ],
    },
    Plan {
        slug: "gelukwerkt",
        name: "Gelukwerkt",
        regions: &[],
        members: &[
            ("Marloes Peeters", "marloes", Role::Coordinator, None),
            ("Sven Jacobs", "sven", Role::Management, None),
            ("Karin Dekker", "karin", Role::Management, None),
            ("Nienke Faber", "nienke", Role::Employee, None),
            ("Bas Timmer", "beheer", Role::Administrator, None),
        ],
    },
    Plan {
        slug: "flow-concepts",
        name: "Flow Concepts",
        regions: &[],
        members: &[
            ("Annelies Groen", "annelies", Role::Coordinator, None),
            ("Robin Vos", "robin", Role::ProjectLeader, None),
            ("Imke Sanders", "imke", Role::Employee, None),
            ("Otto Brandsma", "otto", Role::Arbiter, None),
            ("Frederik Maas", "frederik", Role::Management, None),
            ("Linda Kok", "beheer", Role::Administrator, None),
        ],
    },
];
