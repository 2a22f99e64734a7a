//! The procedures of `procedures/`: whether each file can work, and, rule by rule, what it does.
//!
//! A test whose name begins with a rule's id (`gp_07_…`) shows that rule; `docs/rules.md` is printed from these names.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros
)]

mod chain;
mod checking;
mod docs;
mod figures;
mod files;
mod flow_concepts;
mod gelukwerkt;
mod glaspunt;
mod lagant;
mod laws;
mod lucide;
mod play;
mod public_body;
mod rules;
mod work;

use domain::procedure::Procedure;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// A procedure, read once.
pub fn read(id: &str) -> &'static Procedure {
    static READ: LazyLock<BTreeMap<&str, Procedure>> = LazyLock::new(|| {
        let read = |(id, text): (&'static str, &str)| {
            let procedure = Procedure::from_toml(text);
            (
                id,
                procedure.unwrap_or_else(|error| panic!("{id}.toml:\n{error}")),
            )
        };
        FILES.into_iter().map(read).collect()
    });
    &READ[id]
}
