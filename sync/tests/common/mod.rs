//! A world in memory: one server that keeps the rules of the wire, and devices that run the real engine over a store
//! that can crash.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

pub mod device;
pub mod server;

use domain::id::*;
use domain::person::{Actor, Role};
use domain::procedure::Procedure;

/// A small generator with the same numbers for the same seed (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }
}

pub fn procedure() -> Procedure {
    Procedure::from_toml(include_str!("../../../procedures/glaspunt.toml"))
        .expect("the procedure file is right")
}

pub fn actor(number: u128, role: Role) -> Actor {
    Actor {
        person: PersonId(uuid::Uuid::from_u128(number)),
        organisation: OrganisationId(uuid::Uuid::from_u128(1)),
        roles: [role].into(),
        regions: ["oost".to_owned()].into(),
    }
}
