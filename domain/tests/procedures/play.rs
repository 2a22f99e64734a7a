//! Timelines in the organisation's own time, and questions to what they lead to.

use super::read;
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::dossier::Dossier;
use domain::obligation::{Obligation, ObligationState, obligations};
use domain::permission::{Deed, reach};
use domain::person::Role;
use domain::procedure::Procedure;
use domain::refusal::Refusal;
use domain::rehearsal::{Rehearsal, Unplayable};

/// One report, on its way.
pub struct Play {
    pub procedure: &'static Procedure,
    pub rehearsal: Rehearsal<'static>,
    pub now: DateTime<Utc>,
}

/// Plays lines, each with its moment: `2026-03-02 09:41 registered:complaint:telephone`.
pub fn play(id: &str, lines: &[&str]) -> Play {
    let procedure = read(id);
    let mut play = Play {
        procedure,
        rehearsal: Rehearsal::new(procedure),
        now: DateTime::UNIX_EPOCH,
    };
    for line in lines {
        play.goes(line);
    }
    play
}

impl Play {
    /// Plays a line that must be admitted; who played it.
    pub fn goes(&mut self, line: &str) -> Role {
        let (at, event) = self.timed(line);
        match self.rehearsal.play(at, event) {
            Ok(played) => played.by,
            Err(error) => panic!("{line}: {error:?}"),
        }
    }

    /// Plays a line that must be refused; why.
    pub fn refuses(&mut self, line: &str) -> Refusal {
        let (at, event) = self.timed(line);
        match self.rehearsal.play(at, event) {
            Err(Unplayable::Refused(refusal)) => refusal,
            other => panic!("{line}: {other:?}"),
        }
    }

    fn timed<'l>(&mut self, line: &'l str) -> (DateTime<Utc>, &'l str) {
        let (moment, event) = line.split_at(16);
        let wall = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").unwrap();
        let at = self.procedure.calendar.at(wall.date(), wall.time());
        self.now = at;
        (at, event.trim())
    }

    pub fn dossier(&self) -> &Dossier {
        self.rehearsal.dossier().unwrap()
    }

    /// The last obligation of an id.
    pub fn owed(&self, id: &str) -> Obligation {
        let all = obligations(self.dossier(), self.procedure, self.now);
        let last = all.into_iter().rfind(|o| o.id == id);
        last.unwrap_or_else(|| panic!("{id} never began"))
    }

    /// When it is due, on the organisation's clock.
    pub fn due(&self, id: &str) -> String {
        let due = self.owed(id).deadline.due;
        let wall = self.procedure.calendar.wall(due);
        wall.format("%Y-%m-%d %H:%M").to_string()
    }

    /// `open`, `met`, `late` (met too late) or `gone`; `none` when it never began.
    pub fn state(&self, id: &str) -> &'static str {
        let all = obligations(self.dossier(), self.procedure, self.now);
        let Some(last) = all.into_iter().rfind(|o| o.id == id) else {
            return "none";
        };
        match last.state {
            ObligationState::Open => "open",
            ObligationState::Met(_) if last.was_late(self.now) => "late",
            ObligationState::Met(_) => "met",
            ObligationState::Cancelled(_) => "gone",
        }
    }

    pub fn open(&self) -> Vec<String> {
        let all = obligations(self.dossier(), self.procedure, self.now);
        all.into_iter()
            .filter(Obligation::is_open)
            .map(|o| o.id)
            .collect()
    }
}

/// The roles of a file that may record an event.
pub fn recorders(procedure: &Procedure, event: &str) -> Vec<Role> {
    let kind = domain::event::EventKind::from_name(event).unwrap();
    let roles = procedure.roles.iter().map(|rule| rule.id);
    roles
        .filter(|role| reach(*role, Deed::Record(kind), procedure).is_some())
        .collect()
}
