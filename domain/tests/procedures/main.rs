//! The procedures of `procedures/`: whether each file can work, and, rule by rule, what it does.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros
)]

mod files;

use domain::procedure::Procedure;

/// Every procedure of this repository, by its file's name.
pub const FILES: [(&str, &str); 6] = [
    (
        "glaspunt",
        include_str!("../../../procedures/glaspunt.toml"),
    ),
    ("lucide", include_str!("../../../procedures/lucide.toml")),
    ("lagant", include_str!("../../../procedures/lagant.toml")),
    (
        "gelukwerkt",
        include_str!("../../../procedures/gelukwerkt.toml"),
    ),
    (
        "flow-concepts",
        include_str!("../../../procedures/flow-concepts.toml"),
    ),
    (
        "public-body",
        include_str!("../../../procedures/examples/public-body.toml"),
    ),
];

pub fn read(id: &str) -> Procedure {
    let (_, text) = FILES.iter().find(|(name, _)| *name == id).unwrap();
    Procedure::from_toml(text).unwrap_or_else(|error| panic!("{id}.toml:\n{error}"))
}
