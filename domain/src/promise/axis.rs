//! Time cut into slots: what becomes a pane, and what becomes a sliver.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::grain::Grain;
use crate::calendar::{Calendar, DayKind};
use crate::language::{Language, Text};
use crate::moment::{self, text};

/// Narrower than this, beside a whole one, a pane could not be seen.
const NARROWEST: f64 = 0.35;

/// A stretch of the axis.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub closed: bool,
    /// For closed slots, days.
    pub weight: f64,
    pub name: Text,
    pub mark: Text,
    /// The time in it that counts, in order: the width of the slot is divided over it.
    spans: Vec<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Slot {
    /// How far into the slot a moment is, 0 to 1.
    pub fn fraction(&self, at: DateTime<Utc>) -> f64 {
        let total = total(self.spans.iter().copied());
        let before = self
            .spans
            .iter()
            .map(|(from, until)| (*from, at.clamp(*from, *until)));
        if total.is_zero() {
            f64::from(u8::from(at >= self.until))
        } else {
            ratio(self::total(before), total)
        }
    }
}

/// The slots between two moments.
pub(super) fn slots(
    calendar: &Calendar,
    grain: Grain,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Vec<Slot> {
    let cut = Cut {
        calendar,
        from,
        until,
    };
    match grain {
        Grain::Clock(length) => cut.clock(length),
        Grain::Whole => vec![Slot {
            weight: NARROWEST,
            ..cut.stretch(from, until, until - from)
        }],
        Grain::Open(length) => cut.by_day(|date| cut.hours(date, length), true),
        Grain::Day => cut.by_day(|date| cut.day(date).into_iter().collect(), false),
        Grain::Week => cut.folded(|date| date.iso_week(), 7),
        Grain::Month => cut.folded(|date| (date.year(), date.month()), 31),
        Grain::Year => cut.folded(|date| date.year(), 366),
    }
}

struct Cut<'a> {
    calendar: &'a Calendar,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Cut<'_> {
    fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let first = self.calendar.wall(self.from).date();
        let last = self.calendar.wall(self.until).date();
        // An end at midnight belongs to the day before.
        let ends_at_midnight = first < last && self.midnight(last) >= self.until;
        first.iter_days().take_while(move |date| {
            if ends_at_midnight {
                *date < last
            } else {
                *date <= last
            }
        })
    }

    fn midnight(&self, date: NaiveDate) -> DateTime<Utc> {
        self.calendar.at(date, NaiveTime::MIN)
    }

    /// The part of a span that is on the axis.
    fn clip(
        &self,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let (from, until) = (from.max(self.from), until.min(self.until));
        (from < until).then_some((from, until))
    }

    /// From midnight to midnight.
    fn whole(&self, first: NaiveDate, last: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
        let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
        (self.midnight(first), self.midnight(after))
    }

    fn clock(&self, length: TimeDelta) -> Vec<Slot> {
        let starts =
            std::iter::successors(Some(self.from), |start| start.checked_add_signed(length));
        let starts = starts.take_while(|start| *start < self.until);
        starts
            .map(|start| self.stretch(start, (start + length).min(self.until), length))
            .collect()
    }

    /// A few hours.
    fn stretch(&self, from: DateTime<Utc>, until: DateTime<Utc>, length: TimeDelta) -> Slot {
        let name = |language| {
            let (from, until) = (
                moment::moment(self.calendar, from, language),
                moment::clock(self.calendar, until),
            );
            format!("{from} – {until}")
        };
        let mark = moment::clock(self.calendar, from);
        Slot {
            from,
            until,
            closed: false,
            weight: ratio(until - from, length).max(NARROWEST),
            name: text(name(Language::Nl), name(Language::En)),
            mark: text(mark.clone(), mark),
            spans: vec![(from, until)],
        }
    }

    /// Open days as `panes` cuts them, closed days as slivers; with `nights`, a sliver between days as well.
    fn by_day(&self, panes: impl Fn(NaiveDate) -> Vec<Slot>, nights: bool) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        for date in self.dates() {
            if !self.calendar.is_working_day(date) {
                self.close(&mut slots, date);
                continue;
            }
            let panes = panes(date);
            if let (true, Some(last), Some(first)) = (
                nights,
                slots.last().filter(|slot| !slot.closed),
                panes.first(),
            ) {
                let name = text("na sluitingstijd", "after closing time");
                slots.push(closed(last.until, first.from, 0.0, name));
            }
            slots.extend(panes);
        }
        slots
    }

    /// Adds a closed day; days in a row that are closed for the same reason share a sliver.
    fn close(&self, slots: &mut Vec<Slot>, date: NaiveDate) {
        let kind = self.calendar.day(date);
        let name = if kind == DayKind::Weekend {
            text("weekend", "weekend")
        } else {
            kind.name(date)
        };
        let Some((from, until)) = self.clip(self.whole(date, date)) else {
            return;
        };
        match slots.last_mut() {
            Some(last) if last.closed && last.name == name => {
                last.until = until;
                last.weight += 1.0;
            }
            _ => slots.push(closed(from, until, 1.0, name)),
        }
    }

    fn day(&self, date: NaiveDate) -> Option<Slot> {
        let opening = self.calendar.opening(date);
        let whole = total(opening.iter().copied());
        let spans: Vec<_> = opening
            .into_iter()
            .filter_map(|span| self.clip(span))
            .collect();
        let (from, until) = (spans.first()?.0, spans.last()?.1);
        Some(Slot {
            from,
            until,
            closed: false,
            weight: ratio(total(spans.iter().copied()), whole).max(NARROWEST),
            name: text(
                moment::day(date, Language::Nl),
                moment::day(date, Language::En),
            ),
            mark: text(
                moment::weekday_short(date, Language::Nl),
                moment::weekday_short(date, Language::En),
            ),
            spans,
        })
    }

    /// A day's opening hours in stretches.
    fn hours(&self, date: NaiveDate, length: TimeDelta) -> Vec<Slot> {
        let blocks = self
            .calendar
            .opening(date)
            .into_iter()
            .filter_map(|span| self.clip(span));
        blocks
            .flat_map(|(from, until)| {
                Cut {
                    from,
                    until,
                    ..*self
                }
                .clock(length)
            })
            .collect()
    }

    /// Days taken together by week, month or year; one in which no day is open becomes a sliver.
    fn folded<K: PartialEq>(&self, key: impl Fn(NaiveDate) -> K, length: i64) -> Vec<Slot> {
        let mut groups: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for date in self.dates() {
            match groups.last_mut() {
                Some((first, last)) if key(*first) == key(date) => *last = date,
                _ => groups.push((date, date)),
            }
        }
        groups
            .into_iter()
            .filter_map(|(first, last)| self.fold(first, last, length))
            .collect()
    }

    fn fold(&self, first: NaiveDate, last: NaiveDate, length: i64) -> Option<Slot> {
        let (from, until) = self.clip(self.whole(first, last))?;
        let open = first
            .iter_days()
            .take_while(|date| *date <= last)
            .any(|date| self.calendar.is_working_day(date));
        if !open {
            return Some(closed(
                from,
                until,
                2.0,
                self.calendar.day(first).name(first),
            ));
        }
        let (name, mark) = match length {
            7 => week(first),
            31 => month(first),
            _ => year(first),
        };
        let weight = ratio(until - from, TimeDelta::days(length)).clamp(NARROWEST, 1.0);
        Some(Slot {
            from,
            until,
            closed: false,
            weight,
            name,
            mark,
            spans: vec![(from, until)],
        })
    }
}

fn closed(from: DateTime<Utc>, until: DateTime<Utc>, weight: f64, name: Text) -> Slot {
    Slot {
        from,
        until,
        closed: true,
        weight,
        name,
        mark: Text::default(),
        spans: vec![(from, until)],
    }
}

fn week(first: NaiveDate) -> (Text, Text) {
    let number = first.iso_week().week();
    let (nl, en) = (
        moment::day(first, Language::Nl),
        moment::day(first, Language::En),
    );
    let name = text(
        format!("week {number}, vanaf {nl}"),
        format!("week {number}, from {en}"),
    );
    (name, text(format!("wk {number}"), format!("wk {number}")))
}

fn month(first: NaiveDate) -> (Text, Text) {
    let (nl, en) = (
        moment::month(first, Language::Nl),
        moment::month(first, Language::En),
    );
    let name = text(
        format!("{nl} {}", first.year()),
        format!("{en} {}", first.year()),
    );
    let short = if nl == "maart" { "mrt" } else { &nl[..3] };
    (name, text(short, &en[..3]))
}

fn year(first: NaiveDate) -> (Text, Text) {
    let year = first.year().to_string();
    (text(year.clone(), year.clone()), text(year.clone(), year))
}

fn total(spans: impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)>) -> TimeDelta {
    spans.map(|(from, until)| until - from).sum()
}

fn ratio(part: TimeDelta, whole: TimeDelta) -> f64 {
    part.num_seconds() as f64 / (whole.num_seconds().max(1)) as f64
}
