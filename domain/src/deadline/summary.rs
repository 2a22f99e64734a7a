//! What is left of a term, in one sentence: the text alternative of the promise bar.

use chrono::{DateTime, TimeDelta, Utc};

use super::Deadline;
use crate::calendar::Calendar;
use crate::language::Language;
use crate::moment;
use crate::term::{Term, Unit};

/// Two centuries: beyond, nobody counts working days one by one.
const COUNTABLE_DAYS: i64 = 73_050;

impl Deadline {
    /// What is left and when it ends, or how late it is: "nog 1 werkdag, uiterlijk wo 3 maart 17:00".
    /// Starts small and has no full stop, to follow a label.
    pub fn summary(&self, calendar: &Calendar, now: DateTime<Utc>, language: Language) -> String {
        let due = moment::moment_seen_from(calendar, self.due, now, language);
        if now > self.due {
            let late = self.amount(calendar, self.due, now, language);
            return language.pick(
                format!("{late} te laat, uiterlijk was {due}"),
                format!("{late} late, was due by {due}"),
            );
        }
        let left = self.amount(calendar, now, self.due, language);
        if calendar.wall(now).date() == calendar.wall(self.due).date() {
            let due = moment::clock(calendar, self.due);
            let (nl, en) = (
                format!("nog {left}, vandaag uiterlijk {due}"),
                format!("{left} left, due today by {due}"),
            );
            return language.pick(nl, en);
        }
        language.pick(
            format!("nog {left}, uiterlijk {due}"),
            format!("{left} left, due by {due}"),
        )
    }

    /// Time between two moments in the measure of the term: working days, days, or hours within a day.
    fn amount(
        &self,
        calendar: &Calendar,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        language: Language,
    ) -> String {
        let (first, last) = (calendar.wall(from).date(), calendar.wall(until).date());
        let days = last.signed_duration_since(first).num_days();
        let in_hours = matches!(self.term.unit, Unit::Minutes | Unit::Hours)
            && until - from < TimeDelta::hours(48);
        if days == 0 || in_hours {
            return moment::span(until - from, language);
        }
        if self.term.unit.counts_working_time() && days < COUNTABLE_DAYS {
            let after = first.iter_days().skip(1).take_while(|date| *date <= last);
            let working = after.filter(|date| calendar.is_working_day(*date)).count();
            if working > 0 {
                return Term {
                    count: working as u32,
                    unit: Unit::WorkingDays,
                }
                .display(language);
            }
        }
        Term {
            count: u32::try_from(days).unwrap_or(u32::MAX),
            unit: Unit::Days,
        }
        .display(language)
    }
}
