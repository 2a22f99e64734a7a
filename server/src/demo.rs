//! The demo: five organisations' worth of structure, Glaspunt's complaints of two years, made from a seed, and a few
//! dossiers of each of the others.
//!
//! The same seed and the same "now" give the same demo, bit for bit. Nothing here is used by a production start.

mod case;
mod chance;
mod days;
mod elsewhere;
mod envelopes;
mod names;
mod organisations;
mod past;
mod pictures;
mod places;
mod present;
mod seed;
mod stories;
mod world;

pub use envelopes::{DemoDossier, DemoEnvelope};
pub use organisations::{Member, Organisation, TOLD, organisations};
pub use pictures::{Gallery, Picture, Sketch};
pub use seed::{is_wanted, seed};

use case::Case;
use chance::Chance;
use chrono::{DateTime, Utc};
use days::Diary;
use domain::procedure::Procedure;
use world::World;

/// The password of every demo account; printed at every start.
pub const PASSWORD: &str = "glashelder-demo";

/// What a demo is made from.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub seed: u64,
    /// The last complaints are of today.
    pub now: DateTime<Utc>,
    /// How many events to make in all, told as more calls and notes; `None`: what comes naturally, about 5,000.
    pub events: Option<usize>,
    /// Everything that is open, but little of what is over and few photos: made in seconds, for trying and testing.
    pub small: bool,
}

impl Wish {
    /// How many complaints are over, and how many ideas and compliments came with them.
    fn over_and_welcome(self) -> (usize, usize) {
        if self.small { (20, 4) } else { (285, 34) }
    }
}

/// Makes Glaspunt's dossiers, in the order in which they were registered.
pub fn generate(
    wish: Wish,
    organisation: &Organisation,
    procedure: &Procedure,
    gallery: &Gallery,
) -> Result<Vec<DemoDossier>, serde_json::Error> {
    let diary = Diary::new(procedure.calendar.clone(), wish.now);
    let world = World {
        diary,
        organisation,
        gallery,
    };
    let natural = cases(&world, wish, 0);
    let count: usize = natural.iter().map(logged).sum();
    let missing = wish.events.map_or(0, |events| events.saturating_sub(count));
    let cases = if missing == 0 {
        natural
    } else {
        cases(&world, wish, missing)
    };
    envelopes::dossiers(cases)
}

/// `more`: calls and notes beyond what comes naturally, spread over what is over.
fn cases<'a>(world: &'a World<'a>, wish: Wish, more: usize) -> Vec<Case<'a>> {
    let chance = Chance::new(wish.seed);
    let (over, welcome) = wish.over_and_welcome();
    let mut all = present::complaints(world, &chance);
    for index in 0..over {
        let mut own = chance.branch(index as u64 + 1);
        let day = day_of(world, index, over, &mut own);
        let extra = more / over + usize::from(index < more % over);
        let talk = own.between(0, 2) as usize + extra;
        all.push(past::complaint(world, own, day, talk));
    }
    for index in 0..welcome {
        let mut own = chance.branch(50_000 + index as u64);
        let day = day_of(world, index, welcome, &mut own);
        all.push(past::welcome(world, own, day, index));
    }
    all
}

/// A working day in the two years before now, up to three weeks ago; spread evenly with some chance.
fn day_of(world: &World<'_>, index: usize, of: usize, chance: &mut Chance) -> chrono::NaiveDate {
    let span = 728 - 21;
    let back = 728 - (index * span / of.max(1)) as u64;
    let jitter = chance.between(0, 4) as u64;
    world.diary.working(
        world
            .diary
            .minus(world.diary.today, back - jitter.min(back)),
    )
}

/// How many events the log of a case has, the number included.
fn logged(case: &Case<'_>) -> usize {
    case.head as usize
}
