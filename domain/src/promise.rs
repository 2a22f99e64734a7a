//! The promise bar: a promise as a row of panes, one a working day, from the start of its term to its end.

use chrono::{DateTime, Utc};

use crate::calendar::Calendar;
use crate::deadline::{Deadline, Pause};
use crate::language::{Language, Text};

mod axis;
mod draw;
mod grain;
mod stack;
mod svg;

pub use stack::{StackRow, promise_stack};

/// A promise, ready to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseBar {
    /// From start to due, and from due to now when that is later.
    pub panes: Vec<Pane>,
    /// How many of the panes are before the due moment; the flag stands after them.
    pub before_due: usize,
    pub late: bool,
    language: Language,
}

/// A piece of the bar: an open stretch of time, or a closed one as a sliver.
#[derive(Debug, Clone, PartialEq)]
pub struct Pane {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub state: PaneState,
    /// Its width beside the other panes'; a whole day (or week, or month) is 1. For slivers, days.
    pub weight: f64,
    /// How much of it has passed, 0 to 1.
    pub filled: f64,
    /// The parts of it that are paused, as fractions of its width.
    pub paused: Vec<(f64, f64)>,
    /// "di 3 maart", "week 12", or why it is closed.
    pub name: Text,
    /// The name in a few letters: "di", "wk 12".
    pub mark: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaneState {
    Passed,
    Now,
    Coming,
    /// After the due moment.
    Late,
    /// Closed: a weekend, a holiday, a closure.
    Sliver,
}

/// How large a bar is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarSize {
    /// 220 × 24, for a row in a list.
    Small,
    /// 720 × 56, with the days' names.
    Large,
}

/// The bar of a deadline as it stands at `now`. Of a promise that was kept, `now` is the moment of keeping it.
pub fn promise_bar(
    calendar: &Calendar,
    deadline: &Deadline,
    pauses: &[Pause],
    now: DateTime<Utc>,
) -> PromiseBar {
    let (from, due) = (deadline.from, deadline.due);
    let grain = grain::choose(calendar, deadline.term.unit, from, due, grain::PANES);
    let mut panes = panes(axis::slots(calendar, grain, from, due), pauses, now);
    let before_due = panes.len();
    let late = now > due;
    if late {
        let grain = grain::after(calendar, grain, due, now, before_due.clamp(3, 6));
        panes.extend(late_panes(axis::slots(calendar, grain, due, now), now));
    }
    PromiseBar {
        panes,
        before_due,
        late,
        language: Language::default(),
    }
}

impl PromiseBar {
    /// The bar with the names of its days in another language than Dutch.
    pub fn in_language(self, language: Language) -> PromiseBar {
        PromiseBar { language, ..self }
    }

    /// The bar as SVG that only classes give colour (`style/promise.css`); `label` says the same in a sentence.
    pub fn svg(&self, label: &str, size: BarSize) -> String {
        svg::bar(self, label, size)
    }
}

fn late_panes(slots: Vec<axis::Slot>, now: DateTime<Utc>) -> impl Iterator<Item = Pane> {
    panes(slots, &[], now)
        .into_iter()
        .map(|pane| match pane.state {
            PaneState::Sliver => pane,
            _ => Pane {
                state: PaneState::Late,
                ..pane
            },
        })
}

fn panes(slots: Vec<axis::Slot>, pauses: &[Pause], now: DateTime<Utc>) -> Vec<Pane> {
    slots
        .into_iter()
        .map(|slot| pane(slot, pauses, now))
        .collect()
}

fn pane(slot: axis::Slot, pauses: &[Pause], now: DateTime<Utc>) -> Pane {
    let state = match () {
        () if slot.closed => PaneState::Sliver,
        () if now >= slot.until => PaneState::Passed,
        () if now > slot.from => PaneState::Now,
        () => PaneState::Coming,
    };
    let part = |pause: &Pause| (slot.fraction(pause.from), slot.fraction(pause.until));
    let paused = pauses
        .iter()
        .map(part)
        .filter(|(from, until)| !slot.closed && from < until)
        .collect();
    let filled = slot.fraction(now);
    let axis::Slot {
        from,
        until,
        weight,
        name,
        mark,
        ..
    } = slot;
    Pane {
        from,
        until,
        state,
        weight,
        filled,
        paused,
        name,
        mark,
    }
}
