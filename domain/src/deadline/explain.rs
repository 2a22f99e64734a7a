//! A deadline told in sentences, for whoever disputes it and for whoever cannot see the promise bar.

use chrono::{Datelike, NaiveDate};

use super::{Deadline, Step, StepKind};
use crate::calendar::Calendar;
use crate::language::Language;
use crate::moment;
use crate::term::Unit;

/// More weekends, free weekdays or counted days than this are told as a number.
const TOLD_ONE_BY_ONE: usize = 6;

impl Deadline {
    /// How the deadline came about: where it started, what was skipped and why, each pause, when it ends.
    pub fn explain(&self, calendar: &Calendar, language: Language) -> Vec<String> {
        let mut sentences = vec![self.start(calendar, language)];
        sentences.extend(self.start_day(calendar, language));
        let groups = grouped(&self.steps);
        let many = |kind: StepKind| {
            groups.iter().filter(|group| group[0].kind == kind).count() > TOLD_ONE_BY_ONE
        };
        let together = [StepKind::WorkingDay, StepKind::Weekend, StepKind::NoHours]
            .map(|kind| (kind, many(kind)));
        for (kind, _) in together.into_iter().filter(|(_, many)| *many) {
            let days = self.steps.iter().filter(|step| step.kind == kind).count();
            sentences.push(in_numbers(kind, days, language));
        }
        let told = groups
            .iter()
            .filter(|group| !together.contains(&(group[0].kind, true)));
        sentences.extend(told.filter_map(|group| self.sentence(calendar, group, language)));
        sentences.push(self.end(calendar, language));
        sentences
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
        if self.term.unit == Unit::WorkingDays && !calendar.is_working_day(date) {
            let why = calendar.day(date).name(date);
            let why = why.get(language);
            return Some(language.pick(
                format!("Op de dag van het begin is er gesloten: {why}."),
                format!("It is closed on the day of the start: {why}."),
            ));
        }
        let nl = "De dag van het begin telt zelf niet mee.";
        let en = "The day of the start itself does not count.";
        (self.term.unit == Unit::WorkingDays && self.term.count > 0)
            .then(|| language.pick(nl, en).to_string())
    }

    fn sentence(&self, calendar: &Calendar, group: &[&Step], language: Language) -> Option<String> {
        let (first, last) = (group.first()?, group.last()?);
        let day = self.day(calendar, first.date, language);
        let name = match first.kind {
            StepKind::Weekend => "weekend",
            _ => first.name.get(language),
        };
        let sentence = match first.kind {
            StepKind::Start
                if !matches!(self.term.unit, Unit::WorkingHours | Unit::WorkingMinutes) =>
            {
                return None;
            }
            kind if kind.is_skipped() => {
                let until = self.day(calendar, last.date, language);
                let (span, several) = match group.len() {
                    1 => (day, false),
                    2 => (
                        format!("{day} {} {until}", language.pick("en", "and")),
                        true,
                    ),
                    _ => (
                        format!("{day} {} {until}", language.pick("tot en met", "to")),
                        true,
                    ),
                };
                format!("{span} {}: {name}.", self.skips(several, language))
            }
            StepKind::WorkingDay if self.term.unit != Unit::WorkingDays => language.pick(
                format!("{day} telt voor {name}."),
                format!("{day} counts for {name}."),
            ),
            StepKind::WorkingDay | StepKind::MonthEnd => {
                language.pick(format!("{day} is {name}."), format!("{day} is {name}."))
            }
            StepKind::CountsAsStart => format!("{day} {name}."),
            StepKind::Pause => language.pick(
                format!("Pauze op {day}: {name}. Deze tijd komt erbij."),
                format!("Pause on {day}: {name}. This time is added."),
            ),
            _ => format!("{day}: {name}."),
        };
        Some(capitalised(&sentence))
    }

    /// That days do not count; in a calendar term, which only a closed end can move, that they are not worked.
    fn skips(&self, several: bool, language: Language) -> &'static str {
        match (self.term.unit.counts_working_time(), several) {
            (true, false) => language.pick("telt niet mee", "does not count"),
            (true, true) => language.pick("tellen niet mee", "do not count"),
            (false, false) => language.pick("is geen werkdag", "is not a working day"),
            (false, true) => language.pick("zijn geen werkdagen", "are not working days"),
        }
    }

    fn end(&self, calendar: &Calendar, language: Language) -> String {
        let due = moment::moment_with_year(calendar, self.due, language);
        let closing = calendar.closing(calendar.wall(self.due).date()) == Some(self.due);
        if closing && self.term.unit.counts_working_time() {
            language.pick(
                format!("De termijn eindigt op {due}, bij sluitingstijd."),
                format!("The term ends on {due}, at closing time."),
            )
        } else {
            language.pick(
                format!("De termijn eindigt op {due}."),
                format!("The term ends on {due}."),
            )
        }
    }

    /// A day, with its year when that is not the year of the start.
    fn day(&self, calendar: &Calendar, date: NaiveDate, language: Language) -> String {
        let day = moment::day_in_full(date, language);
        if date.year() == calendar.wall(self.from).year() {
            day
        } else {
            format!("{day} {}", date.year())
        }
    }
}

fn in_numbers(kind: StepKind, days: usize, language: Language) -> String {
    match kind {
        StepKind::Weekend => language.pick(
            format!("Weekenden tellen niet mee, samen {days} dagen."),
            format!("Weekends do not count, together {days} days."),
        ),
        StepKind::NoHours => language.pick(
            format!("Vaste dagen zonder openingstijden tellen niet mee, samen {days} dagen."),
            format!("Weekdays without opening hours do not count, together {days} days."),
        ),
        _ => language.pick(
            format!("{days} werkdagen tellen mee."),
            format!("{days} working days count."),
        ),
    }
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
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
