//! Reports over a period, made from the register (GP-11, LU-10, LG-11, GW-10, FC-09): which periods there are, and who
//! makes, reads and decides.

use crate::language::Language;
use crate::moment;
use crate::person::{Actor, Role};
use crate::procedure::{Procedure, Report};
use crate::term::Unit;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days in a row, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Period {
    /// `2025`, `3e kwartaal 2026`, `oktober 2026`, `week 47 van 2026`, or its first and last day.
    pub fn name(&self, language: Language) -> String {
        let (from, year) = (self.from, self.from.year());
        let after = self.until.succ_opt().unwrap_or(self.until);
        let lasts = |months| from.checked_add_months(Months::new(months)) == Some(after);
        match (from.day(), from.month0()) {
            (1, 0) if lasts(12) => year.to_string(),
            (1, month) if lasts(3) && month % 3 == 0 => {
                let number = month / 3 + 1;
                language.pick(
                    format!("{number}e kwartaal {year}"),
                    format!("quarter {number} of {year}"),
                )
            }
            (1, _) if lasts(1) => format!("{} {year}", moment::month(from, language)),
            _ if from.checked_add_days(Days::new(7)) == Some(after) => {
                let week = from.iso_week();
                language.pick(
                    format!("week {} van {}", week.week(), week.year()),
                    format!("week {} of {}", week.week(), week.year()),
                )
            }
            _ => format!(
                "{} – {}",
                moment::day_with_year(from, language),
                moment::day_with_year(self.until, language)
            ),
        }
    }
}

/// A Monday, from which weeks and days are counted.
const FIRST_MONDAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2001, 1, 1);

impl Report {
    /// The period of this report in which a day lies. Months and years are those of the calendar: `3 months` are quarters.
    pub fn period_of(&self, day: NaiveDate) -> Option<Period> {
        let count = i32::try_from(self.every.count).ok().filter(|n| *n > 0)?;
        let (from, after) = match self.every.unit {
            Unit::Days | Unit::Weeks => {
                let length = i64::from(count) * if self.every.unit == Unit::Weeks { 7 } else { 1 };
                let first = FIRST_MONDAY?;
                let passed = (day - first).num_days();
                let from = first.checked_add_signed(chrono::TimeDelta::days(
                    passed - passed.rem_euclid(length),
                ))?;
                (
                    from,
                    from.checked_add_signed(chrono::TimeDelta::days(length))?,
                )
            }
            Unit::Months | Unit::Years => {
                let length = count.checked_mul(if self.every.unit == Unit::Years {
                    12
                } else {
                    1
                })?;
                let passed = day.year() * 12 + day.month0().cast_signed();
                let from = passed - passed.rem_euclid(length);
                let first = |months: i32| {
                    let month = months.rem_euclid(12).cast_unsigned() + 1;
                    NaiveDate::from_ymd_opt(months.div_euclid(12), month, 1)
                };
                (first(from)?, first(from.checked_add(length)?)?)
            }
            _ => return None,
        };
        Some(Period {
            from,
            until: after.pred_opt()?,
        })
    }

    /// The periods that have ended before a day, the last one first.
    pub fn ended(&self, today: NaiveDate) -> impl Iterator<Item = Period> {
        let before = move |period: &Period| self.period_of(period.from.pred_opt()?);
        std::iter::successors(self.period_of(today).and_then(|now| before(&now)), before)
    }

    /// Whether it is made over this period, which has ended.
    pub fn is_over(&self, period: Period, today: NaiveDate) -> bool {
        period.until < today && self.period_of(period.from) == Some(period)
    }

    /// Everybody who has something to do with it: the maker's role, and those that get it.
    pub fn readers(&self) -> Vec<Role> {
        let mut roles = vec![self.by];
        roles.extend(self.to.iter().filter(|role| **role != self.by));
        roles
    }
}

impl Procedure {
    pub fn report(&self, id: &str) -> Option<&Report> {
        self.reports.iter().find(|report| report.id == id)
    }

    /// Whether somebody makes a report.
    pub fn makes(&self, actor: &Actor, report: &Report) -> bool {
        self.holds(actor, &[report.by])
    }

    /// Whether somebody may read a report once it was sent.
    pub fn reads(&self, actor: &Actor, report: &Report) -> bool {
        self.holds(actor, &report.readers())
    }

    /// Whether somebody decides on what a report advises (GW-11).
    pub fn decides_on(&self, actor: &Actor, report: &Report) -> bool {
        self.holds(actor, &report.decided_by)
    }
}

/// Which of these names stands in a text that is to be without names. Names of one word are too often other words as well.
pub fn betrayed<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words: Vec<String> = words
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        words
    };
    let written = words(text);
    names.into_iter().find(|name| {
        let name = words(name);
        name.len() > 1 && written.windows(name.len()).any(|part| part == name)
    })
}
