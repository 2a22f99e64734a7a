//! The work that is due: every open promise that is a person's to keep, why it is theirs, most urgent first; and what the
//! coming two weeks bring.

use crate::absence::{Absence, stood_in_for};
use crate::calendar::Calendar;
use crate::id::PersonId;
use crate::language::Text;
use crate::obligation::{Obligation, Urgency};
use crate::person::{Actor, Person, Role};
use crate::procedure::Procedure;
use crate::summary::Summary;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// Why a promise stands on somebody's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is theirs, by name or by role.
    Own,
    /// They stand in for somebody who is away.
    For(PersonId),
    /// It is too late, and the procedure says that they hear of that.
    Breach,
}

/// A promise on somebody's list.
#[derive(Debug, Clone, PartialEq)]
pub struct Due<'a> {
    pub summary: &'a Summary,
    pub obligation: &'a Obligation,
    pub why: Why,
}

/// From where somebody looks.
#[derive(Debug, Clone, Copy)]
pub struct Onlooker<'a> {
    pub actor: &'a Actor,
    pub people: &'a [Person],
    pub absences: &'a [Absence],
    pub procedure: &'a Procedure,
    pub now: DateTime<Utc>,
}

/// What somebody owes, and what too late promises they must hear of: the most urgent first.
pub fn due<'a>(
    summaries: impl Iterator<Item = &'a Summary>,
    onlooker: Onlooker<'_>,
) -> Vec<Due<'a>> {
    let mut all: Vec<Due<'a>> = summaries
        .flat_map(|summary| {
            summary.open.iter().filter_map(move |obligation| {
                let why = onlooker.why(summary, obligation)?;
                Some(Due {
                    summary,
                    obligation,
                    why,
                })
            })
        })
        .collect();
    all.sort_by_key(|due| {
        (
            due.obligation.urgency(onlooker.now),
            !due.summary.urgent,
            due.obligation.aim,
            due.obligation.deadline.due,
        )
    });
    all
}

impl Onlooker<'_> {
    fn why(&self, summary: &Summary, obligation: &Obligation) -> Option<Why> {
        let me = self.actor.person;
        let own = match self.owner(summary, obligation) {
            Owner::Person(person) if person == me => Some(Why::Own),
            Owner::Person(person) => self.stands_in(person).then_some(Why::For(person)),
            Owner::Role(role) => {
                let holds = self.procedure.holds(self.actor, &[role]);
                // Field work is whose visit or remedy it is.
                let mine = role != Role::Technician || works_on(summary, me);
                (holds && mine).then_some(Why::Own)
            }
        };
        own.or_else(|| {
            let hears = self.procedure.holds(self.actor, &obligation.breach_to);
            let late = obligation.urgency(self.now) == Urgency::Late;
            (hears && late).then_some(Why::Breach)
        })
    }

    /// Whose it is: its own person's, the named handler's where that is work of the handler's role, else a role's.
    fn owner(&self, summary: &Summary, obligation: &Obligation) -> Owner {
        if let Some(person) = obligation.person {
            return Owner::Person(person);
        }
        let role = obligation.owner;
        let means = |held: &Role| self.procedure.means(&[role], *held);
        let handles = |id: &PersonId| {
            let mut people = self.people.iter();
            people.any(|person| person.id == *id && person.roles.iter().any(means))
        };
        match summary.handler.filter(handles) {
            Some(handler) => Owner::Person(handler),
            None => Owner::Role(role),
        }
    }

    fn stands_in(&self, person: PersonId) -> bool {
        let today = self.procedure.calendar.wall(self.now).date();
        stood_in_for(self.absences, self.actor.person, today).any(|away| away == person)
    }
}

enum Owner {
    Person(PersonId),
    Role(Role),
}

fn works_on(summary: &Summary, person: PersonId) -> bool {
    summary.remedy_to == Some(person)
        || summary
            .visits
            .iter()
            .any(|visit| visit.technician == person)
}

/// A day of the picture, with how many promises end on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub date: NaiveDate,
    /// Why nobody works then.
    pub closed: Option<Text>,
    pub count: usize,
}

/// Today and the thirteen days after it; what is late already is not in it, nor what waits.
pub fn fortnight(all: &[Due<'_>], calendar: &Calendar, now: DateTime<Utc>) -> Vec<Day> {
    let today = calendar.wall(now).date();
    let counts = |date: NaiveDate| {
        let on = |due: &&Due<'_>| {
            let (obligation, urgency) = (due.obligation, due.obligation.urgency(now));
            !matches!(urgency, Urgency::Late | Urgency::Waiting)
                && due.why != Why::Breach
                && calendar.wall(obligation.deadline.due).date() == date
        };
        all.iter().filter(on).count()
    };
    let days = (0..14).filter_map(|day| today.checked_add_days(Days::new(day)));
    days.map(|date| Day {
        date,
        closed: (!calendar.is_working_day(date)).then(|| calendar.day(date).name(date)),
        count: counts(date),
    })
    .collect()
}
