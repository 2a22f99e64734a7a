//! The steps of a deadline: each day between start and due and what it counted for.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::end::{calendar_date, counted_start};
use super::{Pause, Rule, Step, StepKind, pause};
use crate::calendar::{Calendar, DayKind};
use crate::language::{Language, Text};
use crate::moment::{self, text};
use crate::term::Unit;

/// A deadline as it was computed, before it is told.
pub(super) struct Course<'a> {
    pub calendar: &'a Calendar,
    pub rule: &'a Rule,
    pub from: DateTime<Utc>,
    pub own_end: DateTime<Utc>,
    pub paused_end: DateTime<Utc>,
    pub due: DateTime<Utc>,
    pub pauses: &'a [Pause],
}

pub(super) fn steps(course: &Course<'_>) -> Vec<Step> {
    let mut steps = if course.rule.term.unit.counts_working_time() {
        course.working_steps()
    } else {
        course.calendar_steps()
    };
    steps.extend(pause::steps(course));
    // A stable sort: a pause follows the day in which it starts.
    steps.sort_by_key(|step| step.date);
    steps
}

impl Course<'_> {
    pub(super) fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        self.calendar.wall(at).date()
    }

    fn start_step(&self) -> Step {
        let date = self.date(self.from);
        let name = match self.rule.term.unit {
            Unit::WorkingHours | Unit::WorkingMinutes if self.calendar.is_working_day(date) => {
                let used = self.used(date);
                text(
                    format!(
                        "de termijn begint, deze dag telt voor {}",
                        moment::span(used, Language::Nl)
                    ),
                    format!(
                        "the term starts, this day counts for {}",
                        moment::span(used, Language::En)
                    ),
                )
            }
            Unit::WorkingHours | Unit::WorkingMinutes => {
                let why = self.calendar.day(date).name(date);
                text(
                    format!("de termijn begint, maar er is gesloten ({})", why.nl),
                    format!("the term starts, but it is closed ({})", why.en),
                )
            }
            _ => text("de termijn begint", "the term starts"),
        };
        Step {
            date,
            kind: StepKind::Start,
            name,
        }
    }

    fn working_steps(&self) -> Vec<Step> {
        let start = self.date(self.from);
        let counts_from =
            counted_start(self.calendar, start, self.rule.due).filter(|day| *day != start);
        let mut steps = vec![self.start_step()];
        let mut number = 0;
        for date in start
            .iter_days()
            .skip(1)
            .take_while(|date| *date <= self.date(self.due))
        {
            let kind = self.calendar.day(date);
            let shifts = self.rule.term.unit == Unit::WorkingDays && counts_from == Some(date);
            let (kind, name) = match kind {
                DayKind::Working if shifts => (
                    StepKind::CountsAsStart,
                    text(
                        "telt als begin, vanaf 00:00",
                        "counts as the start, from 00:00",
                    ),
                ),
                DayKind::Working => {
                    number += 1;
                    (StepKind::WorkingDay, self.counted(date, number))
                }
                DayKind::Weekend => (StepKind::Weekend, kind.name(date)),
                DayKind::NoHours => (StepKind::NoHours, kind.name(date)),
                DayKind::Holiday(name) => (StepKind::Holiday, name),
                DayKind::Closure(name) => (StepKind::Closure, name),
            };
            steps.push(Step { date, kind, name });
        }
        steps
    }

    /// What an open day counted for: its number, or the working time used in it.
    fn counted(&self, date: NaiveDate, number: u32) -> Text {
        let count = self.rule.term.count;
        if self.rule.term.unit != Unit::WorkingDays {
            let used = self.used(date);
            return text(
                moment::span(used, Language::Nl),
                moment::span(used, Language::En),
            );
        }
        if number <= count {
            return text(
                format!("werkdag {number} van {count}"),
                format!("working day {number} of {count}"),
            );
        }
        if count == 0 {
            return text("de eerste werkdag", "the first working day");
        }
        text("extra, door de pauze", "added for the pause")
    }

    /// The working time of a day that the term used: open, after the start, before the end, not paused.
    fn used(&self, date: NaiveDate) -> TimeDelta {
        let opening = self.calendar.opening(date);
        let blocks = opening
            .into_iter()
            .map(|(opens, closes)| (opens.max(self.from), closes.min(self.due)));
        let paused = pause::united(self.pauses);
        blocks
            .filter(|(from, until)| from < until)
            .map(|(from, until)| {
                let covered = paused
                    .iter()
                    .map(|pause| pause.1.min(until) - pause.0.max(from));
                (until - from) - covered.map(|length| length.max(TimeDelta::zero())).sum()
            })
            .sum()
    }

    fn calendar_steps(&self) -> Vec<Step> {
        let mut steps = vec![self.start_step()];
        if self.rule.term.unit.is_calendar() {
            steps.extend(self.month_end());
            steps.extend(self.clock_change());
        }
        if self.due != self.paused_end {
            let ended = self.date(self.paused_end);
            for date in ended
                .iter_days()
                .take_while(|date| *date < self.date(self.due))
            {
                let kind = self.calendar.day(date);
                let name = kind.name(date);
                let kind = match kind {
                    DayKind::Holiday(_) => StepKind::Holiday,
                    DayKind::Closure(_) => StepKind::Closure,
                    DayKind::NoHours => StepKind::NoHours,
                    DayKind::Weekend | DayKind::Working => StepKind::Weekend,
                };
                steps.push(Step { date, kind, name });
            }
            let (nl, en) = (
                moment::day(ended, Language::Nl),
                moment::day(ended, Language::En),
            );
            let name = text(
                format!("het einde op {nl} schuift op naar deze werkdag"),
                format!("the end on {en} moves to this working day"),
            );
            steps.push(Step {
                date: self.date(self.due),
                kind: StepKind::Roll,
                name,
            });
        }
        steps
    }

    fn month_end(&self) -> Option<Step> {
        let start = self.date(self.from);
        let date = calendar_date(start, self.rule.term)?;
        let shortened =
            matches!(self.rule.term.unit, Unit::Months | Unit::Years) && date.day() < start.day();
        shortened.then(|| Step {
            date,
            kind: StepKind::MonthEnd,
            name: text(
                format!(
                    "de laatste dag van de maand, want een {}e is er niet",
                    start.day()
                ),
                format!(
                    "the last day of the month, as there is no day {}",
                    start.day()
                ),
            ),
        })
    }

    /// The wall-clock time of the start does not exist on the last day.
    fn clock_change(&self) -> Option<Step> {
        let (start, end) = (
            self.calendar.wall(self.from).time(),
            self.calendar.wall(self.own_end),
        );
        let (asked, became) = (
            moment::clock(self.calendar, self.from),
            moment::clock(self.calendar, self.own_end),
        );
        (start != end.time()).then(|| Step {
            date: end.date(),
            kind: StepKind::ClockChange,
            name: text(
                format!("{asked} bestaat niet, want de zomertijd begint; het wordt {became}"),
                format!("{asked} does not exist, as summer time starts; it becomes {became}"),
            ),
        })
    }
}
