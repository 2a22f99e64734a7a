//! One complaint as it is lived through: each step says what happened, who did it and when.

mod chatter;
mod handling;
mod intake;
mod visits;

pub use intake::Opening;

use super::chance::Chance;
use super::organisations::Member;
use super::stories::{Facts, Topic, variant_of};
use super::world::World;
use chrono::{DateTime, TimeDelta, Utc};
use domain::event::{Event, Purpose};
use domain::id::{DossierId, VisitId};
use domain::party::Party;

/// Something that happened, not yet in an envelope.
#[derive(Debug, Clone)]
pub struct Happening<'a> {
    pub author: &'a Member,
    pub at: DateTime<Utc>,
    pub received_at: DateTime<Utc>,
    /// The last position that the author had seen.
    pub base: u64,
    pub event: Event,
}

/// A complaint that is being told.
pub struct Case<'a> {
    pub world: &'a World<'a>,
    pub id: DossierId,
    pub chance: Chance,
    pub topic: &'static Topic,
    pub facts: Facts,
    /// Which of the topic's variants it is.
    pub variant: usize,
    pub complainant: Party,
    pub technician: &'a Member,
    pub manager: &'a Member,
    /// Handled by the regional manager (GP-12).
    pub decentral: bool,
    /// An idea or compliment.
    pub welcome: bool,
    pub happenings: Vec<Happening<'a>>,
    /// The last position in the log as the server will number it.
    pub head: u64,
    /// The visit that was planned last.
    pub visit: Option<(VisitId, Purpose)>,
    /// How many calls, notes and further findings are still to be told.
    pub talk: usize,
}

impl<'a> Case<'a> {
    /// Records something that is accepted.
    pub fn say(&mut self, author: &'a Member, at: DateTime<Utc>, event: impl Into<Event>) {
        self.say_later(author, at, at, event);
    }

    /// Records something that reaches the server later: the tablet was offline.
    pub fn say_later(
        &mut self,
        author: &'a Member,
        at: DateTime<Utc>,
        received_at: DateTime<Utc>,
        event: impl Into<Event>,
    ) {
        let base = self.head;
        self.say_unseeing(author, at, received_at, base, event);
        self.head += 1;
    }

    /// Records something whose author had only seen the log up to `base`. Does not count on being accepted.
    pub fn say_unseeing(
        &mut self,
        author: &'a Member,
        at: DateTime<Utc>,
        received_at: DateTime<Utc>,
        base: u64,
        event: impl Into<Event>,
    ) {
        let received_at =
            received_at.max(at) + TimeDelta::milliseconds(self.chance.between(60, 900));
        self.happenings.push(Happening {
            author,
            at,
            received_at,
            base,
            event: event.into(),
        });
    }

    /// Who handles it at a moment.
    pub fn handler(&self, at: DateTime<Utc>) -> &'a Member {
        if self.decentral {
            self.manager
        } else {
            self.world.desk(at)
        }
    }

    /// When the last thing happened.
    pub fn last(&self) -> DateTime<Utc> {
        self.happenings
            .last()
            .map_or(self.world.diary.now, |happening| happening.at)
    }

    /// One of several texts, filled in.
    pub fn text(&mut self, choices: &[&str]) -> String {
        if choices.is_empty() {
            String::new()
        } else {
            self.facts.fill(self.chance.pick(choices))
        }
    }

    /// The text that goes with the case's variant, filled in.
    pub fn own(&self, choices: &[&str]) -> String {
        self.facts.fill(variant_of(choices, self.variant))
    }

    /// Some minutes after a moment.
    pub fn after(&mut self, at: DateTime<Utc>, least: i64, most: i64) -> DateTime<Utc> {
        at + TimeDelta::seconds(self.chance.between(least * 60, most * 60))
    }
}
