//! A deadline told in sentences, for whoever disputes it and for whoever cannot see the promise bar.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::{Deadline, Step, StepKind};
use crate::calendar::Calendar;
use crate::language::Language;
use crate::moment;
use crate::term::Unit;

/// More weekends than this are told as a number.
const WEEKENDS_BY_NAME: usize = 4;

impl Deadline {
    /// How the deadline came about: where it started, what was skipped and why, each pause, when it ends.
    pub fn explain(&self, calendar: &Calendar, language: Language) -> Vec<String> {
        let mut sentences = vec![self.start(calendar, language)];
        sentences.extend(self.start_day(calendar, language));
        let groups = grouped(&self.steps);
        let weekends = groups
            .iter()
            .filter(|group| group[0].kind == StepKind::Weekend)
            .count();
        let many_weekends = weekends > WEEKENDS_BY_NAME;
        if many_weekends {
            let days = self
                .steps
                .iter()
                .filter(|step| step.kind == StepKind::Weekend)
                .count();
            sentences.push(language.pick(
                format!("{weekends} weekenden tellen niet mee, samen {days} dagen."),
                format!("{weekends} weekends do not count, together {days} days."),
            ));
        }
        let told = groups
            .iter()
            .filter(|group| !(many_weekends && group[0].kind == StepKind::Weekend));
        sentences.extend(told.filter_map(|group| self.sentence(calendar, group, language)));
        sentences.push(self.end(calendar, language));
        sentences
    }

    /// One sentence: what is left and when it ends, or how late it is. Without a full stop, to follow a label.
    pub fn summary(&self, calendar: &Calendar, now: DateTime<Utc>, language: Language) -> String {
        let (today, last) = (calendar.wall(now).date(), calendar.wall(self.due).date());
        let due = moment::moment_seen_from(calendar, self.due, now, language);
        if now > self.due {
            let late = self.amount(calendar, self.due, now, language);
            return language.pick(
                format!("{late} te laat, uiterlijk was {due}"),
                format!("{late} late, was due by {due}"),
            );
        }
        let left = self.amount(calendar, now, self.due, language);
        if today == last {
            let due = moment::clock(calendar, self.due);
            return language.pick(
                format!("nog {left}, vandaag uiterlijk {due}"),
                format!("{left} left, due today by {due}"),
            );
        }
        language.pick(
            format!("nog {left}, uiterlijk {due}"),
            format!("{left} left, due by {due}"),
        )
    }

    fn start(&self, calendar: &Calendar, language: Language) -> String {
        let from = moment::moment_with_year(calendar, self.from, language);
        let term = self.term.display(language);
        language.pick(
            format!("De termijn van {term} begint op {from}."),
            format!("The term of {term} starts on {from}."),
        )
    }

    fn start_day(&self, calendar: &Calendar, language: Language) -> Option<String> {
        let date = calendar.wall(self.from).date();
        if self.term.unit.counts_working_time() && !calendar.is_working_day(date) {
            let why = calendar.day(date).name(date);
            let why = why.get(language);
            return Some(language.pick(
                format!("Op de startdag is er gesloten: {why}."),
                format!("It is closed on the day of the start: {why}."),
            ));
        }
        (self.term.unit == Unit::WorkingDays && self.term.count > 0).then(|| {
            language
                .pick(
                    "De startdag zelf telt niet mee.",
                    "The day of the start itself does not count.",
                )
                .to_string()
        })
    }

    fn sentence(&self, calendar: &Calendar, group: &[&Step], language: Language) -> Option<String> {
        let (first, last) = (group.first()?, group.last()?);
        let name = first.name.get(language);
        let day = self.day(calendar, first.date, language);
        let name = if first.kind == StepKind::Weekend {
            "weekend"
        } else {
            name
        };
        Some(match first.kind {
            StepKind::Start => return None,
            _ if first.kind.is_skipped() && first.date != last.date => {
                let until = self.day(calendar, last.date, language);
                language.pick(
                    format!("Van {day} tot en met {until} telt niet mee: {name}."),
                    format!("From {day} to {until} does not count: {name}."),
                )
            }
            _ if first.kind.is_skipped() => language.pick(
                format!("{day} telt niet mee: {name}."),
                format!("{day} does not count: {name}."),
            ),
            StepKind::WorkingDay if self.term.unit == Unit::WorkingDays => {
                language.pick(format!("{day} is {name}."), format!("{day} is {name}."))
            }
            StepKind::WorkingDay => language.pick(
                format!("Op {day} telt {name} mee."),
                format!("On {day} {name} count."),
            ),
            StepKind::Pause => language.pick(
                format!("Pauze op {day}: {name}. Deze tijd komt erbij."),
                format!("Pause on {day}: {name}. This time is added."),
            ),
            _ => format!("{day}: {name}."),
        })
    }

    fn end(&self, calendar: &Calendar, language: Language) -> String {
        let due = moment::moment_with_year(calendar, self.due, language);
        let closing = calendar.closing(calendar.wall(self.due).date()) == Some(self.due);
        match (closing, self.term.unit.counts_working_time()) {
            (true, true) => language.pick(
                format!("De termijn eindigt op {due}, bij sluitingstijd."),
                format!("The term ends on {due}, at closing time."),
            ),
            _ => language.pick(
                format!("De termijn eindigt op {due}."),
                format!("The term ends on {due}."),
            ),
        }
    }

    /// A day, with its year when that is not the year of the start.
    fn day(&self, calendar: &Calendar, date: NaiveDate, language: Language) -> String {
        if date.year() == calendar.wall(self.from).year() {
            moment::day(date, language)
        } else {
            moment::day_with_year(date, language)
        }
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
        let between = last.signed_duration_since(first).num_days();
        if between == 0
            || matches!(self.term.unit, Unit::Minutes | Unit::Hours)
                && until - from < TimeDelta::hours(48)
        {
            return moment::span(until - from, language);
        }
        let working = first.iter_days().skip(1).take_while(|date| *date <= last);
        let working = || {
            working
                .clone()
                .filter(|date| calendar.is_working_day(*date))
                .count()
        };
        let (count, unit) = if self.term.unit.counts_working_time() && between < 40_000 {
            (working() as i64, Unit::WorkingDays)
        } else {
            (between, Unit::Days)
        };
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        crate::term::Term { count, unit }.display(language)
    }
}

/// Consecutive steps that say the same, together: a weekend, a fortnight's closure.
fn grouped(steps: &[Step]) -> Vec<Vec<&Step>> {
    let mut groups: Vec<Vec<&Step>> = Vec::new();
    for step in steps {
        match groups.last_mut() {
            Some(group) if continues(group, step) => group.push(step),
            _ => groups.push(vec![step]),
        }
    }
    groups
}

fn continues(group: &[&Step], step: &Step) -> bool {
    group.last().is_some_and(|last| {
        let same_name = last.name == step.name || step.kind == StepKind::Weekend;
        last.kind == step.kind
            && step.kind.is_skipped()
            && same_name
            && last.date.succ_opt() == Some(step.date)
    })
}
