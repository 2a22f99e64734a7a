//! Complaints that are open now, told back from now: today's and tomorrow's visits, what is late, what waits for
//! Monday's meeting. Days are counted in working days before the first closing time to come, so that whatever hour or
//! day "now" is, two complaints are late and the others are not.

mod meeting;
mod stages;
mod visits;

use super::case::{Case, Opening};
use super::chance::Chance;
use super::stories;
use super::world::World;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::event::Purpose;

/// All open complaints.
pub fn complaints<'a>(world: &'a World<'a>, chance: &Chance) -> Vec<Case<'a>> {
    let present = Present { world, chance };
    let mut cases = visits::all(&present);
    cases.extend(meeting::all(&present));
    cases.extend(stages::all(&present));
    cases
}

/// How open complaints begin.
struct Present<'a, 'b> {
    world: &'a World<'a>,
    chance: &'b Chance,
}

/// Who goes where about what.
struct Scene {
    /// Gives the complaint its own chance.
    number: u64,
    topic: &'static str,
    region: &'static str,
    technician: &'static str,
    channel: &'static str,
}

const fn scene(
    number: u64,
    topic: &'static str,
    region: &'static str,
    technician: &'static str,
    channel: &'static str,
) -> Scene {
    Scene {
        number,
        topic,
        region,
        technician,
        channel,
    }
}

impl<'a> Present<'a, '_> {
    /// So many working days before the coming closing time; 1 and more are past.
    fn day(&self, back: u32) -> NaiveDate {
        self.world
            .diary
            .before(self.world.diary.next_due_day(), back)
    }

    fn at(&self, back: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        self.world.diary.at(self.day(back), hour, minute)
    }

    /// Today on the wall, also on a Sunday: someone who looks at the demo then wants to see visits.
    fn today(&self, hour: u32, minute: u32) -> DateTime<Utc> {
        self.world.diary.at(self.world.diary.today, hour, minute)
    }

    /// The working day after today.
    fn tomorrow(&self, hour: u32, minute: u32) -> DateTime<Utc> {
        let diary = &self.world.diary;
        diary.at(diary.after(diary.today, 1), hour, minute)
    }

    /// Registers and confirms.
    fn open(&self, scene: &Scene, at: DateTime<Utc>) -> Case<'a> {
        let mut case = self.unconfirmed(scene, at);
        case.confirm(at + TimeDelta::minutes(14));
        case
    }

    fn unconfirmed(&self, scene: &Scene, at: DateTime<Utc>) -> Case<'a> {
        let opening = Opening {
            topic: Some(stories::topic_named(scene.topic)),
            region: Some(scene.region),
            technician: Some(scene.technician),
            channel: Some(scene.channel),
            ..Opening::default()
        };
        Case::open(
            self.world,
            self.chance.branch(90_000 + scene.number),
            at,
            opening,
        )
    }

    /// The last meeting from which a repair is not late yet, or a ruling between meetings.
    fn ruled_on(&self) -> (NaiveDate, Option<NaiveDate>) {
        let diary = &self.world.diary;
        let meeting = (2..=5)
            .map(|back| self.day(back))
            .find(|day| diary.meeting(diary.minus(*day, 1)) == *day);
        (meeting.unwrap_or_else(|| self.day(3)), meeting)
    }

    /// A founded complaint whose repair was given to the technician.
    fn founded(&self, scene: &Scene) -> Case<'a> {
        let diary = &self.world.diary;
        let (ruled, meeting) = self.ruled_on();
        let began = diary.before(ruled, 4);
        let mut case = self.open(scene, diary.at(began, 9, 5));
        case.request(diary.at(began, 9, 40));
        case.plan(
            diary.at(began, 9, 52),
            diary.at(diary.before(ruled, 2), 10, 30),
            Purpose::Inspection,
        );
        case.inspect(diary.at(diary.before(ruled, 2), 10, 30), true);
        if let Some(meeting) = meeting {
            case.agenda(diary.at(diary.before(ruled, 1), 9, 10), meeting);
        }
        case.rule(diary.at(ruled, 10, 35), true, meeting);
        case.assign(diary.at(ruled, 11, 20));
        case
    }
}
