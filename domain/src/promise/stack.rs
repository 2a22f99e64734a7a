//! Several promises on one shared time axis, with "now" as a line through all of them.

use chrono::{DateTime, Utc};

use super::axis::{self, Slot};
use super::draw::{self, Glass, Place};
use super::{PaneState, grain};
use crate::calendar::Calendar;
use crate::deadline::{Deadline, Pause};
use crate::language::Language;
use crate::term::Unit;

/// A promise in the stack.
#[derive(Debug, Clone, Copy)]
pub struct StackRow<'a> {
    /// Stands before the bar: "Bezoek".
    pub name: &'a str,
    pub deadline: &'a Deadline,
    pub pauses: &'a [Pause],
    /// When it was kept; `None` while it is open.
    pub met: Option<DateTime<Utc>>,
}

const WIDTH: f64 = 720.0;
const NAMES: f64 = 150.0;
const RIGHT: f64 = 14.0;
const HEAD: f64 = 25.0;
const ROW: f64 = 30.0;
const PANE: f64 = 18.0;
const GAP: f64 = 2.0;

/// The stack as SVG; `label` says the same in words. Empty when there are no rows.
pub fn promise_stack(
    calendar: &Calendar,
    rows: &[StackRow<'_>],
    now: DateTime<Utc>,
    language: Language,
    label: &str,
) -> String {
    let (Some(from), Some(until)) = (
        rows.iter().map(|row| row.deadline.from).min(),
        rows.iter()
            .map(|row| row.ends(now).max(row.deadline.due))
            .max(),
    ) else {
        return String::new();
    };
    let axis = Axis::new(calendar, rows, from, until.max(now));
    let height = HEAD + ROW * rows.len() as f64 + 4.0;
    let mut svg = String::new();
    draw::open(
        &mut svg,
        "promise-bar promise-stack",
        (WIDTH, height),
        label,
    );
    axis.marks(&mut svg, language);
    for (index, row) in rows.iter().enumerate() {
        let top = HEAD + ROW * index as f64 + (ROW - PANE) / 2.0;
        draw::words(&mut svg, "row-name", (0.0, top + PANE - 5.0), row.name);
        axis.row(&mut svg, row, now, top, language);
    }
    if now >= from {
        let x = axis.x(now);
        draw::line(&mut svg, "now-line", (x, HEAD - 2.0), height - 2.0);
        draw::words(
            &mut svg,
            "mark mark-now",
            (x, 10.0),
            language.pick("nu", "now"),
        );
    }
    draw::close(&mut svg);
    svg
}

impl StackRow<'_> {
    /// Up to where the row is drawn: the moment that it was kept, or the present.
    fn ends(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.met.unwrap_or(now)
    }
}

struct Axis {
    /// Each slot with its left edge and width.
    slots: Vec<(Slot, f64, f64)>,
}

impl Axis {
    fn new(
        calendar: &Calendar,
        rows: &[StackRow<'_>],
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Axis {
        let units = || rows.iter().map(|row| row.deadline.term.unit);
        // Hours only when every promise is one in hours: days are what promises have in common.
        let unit = units().find(|unit| !matches!(unit, Unit::Minutes | Unit::Hours));
        let unit = unit.map_or(Unit::Hours, |_| Unit::WorkingDays);
        let grain = grain::choose(calendar, unit, from, until, grain::PANES * 3 / 2);
        let slots = axis::slots(calendar, grain, from, until);
        let sliver = |slot: &Slot| (3.0 + slot.weight).min(10.0);
        let fixed: f64 = slots
            .iter()
            .map(|slot| if slot.closed { sliver(slot) } else { 0.0 } + GAP)
            .sum();
        let weights: f64 = slots
            .iter()
            .filter(|slot| !slot.closed)
            .map(|slot| slot.weight)
            .sum();
        let unit = ((WIDTH - NAMES - RIGHT - fixed) / weights.max(1.0)).max(1.0);
        let mut left = NAMES;
        let slots = slots.into_iter().map(|slot| {
            let width = if slot.closed {
                sliver(&slot)
            } else {
                unit * slot.weight
            };
            let placed = (slot, left, width);
            left += width + GAP;
            placed
        });
        Axis {
            slots: slots.collect(),
        }
    }

    fn x(&self, at: DateTime<Utc>) -> f64 {
        let after = self.slots.iter().rev().find(|(slot, ..)| slot.from <= at);
        after.map_or(NAMES, |(slot, left, width)| {
            left + width * slot.fraction(at)
        })
    }

    fn marks(&self, svg: &mut String, language: Language) {
        let mut free_from = NAMES;
        for (slot, left, width) in &self.slots {
            let mark = slot.mark.get(language);
            let wide = 7.0 * mark.chars().count() as f64;
            let start = left + (width - wide) / 2.0;
            if !mark.is_empty() && start >= free_from {
                draw::words(svg, "mark", (left + width / 2.0, HEAD - 2.0), mark);
                free_from = start + wide + 4.0;
            }
        }
    }

    fn row(
        &self,
        svg: &mut String,
        row: &StackRow<'_>,
        now: DateTime<Utc>,
        top: f64,
        language: Language,
    ) {
        let (from, due, reached) = (row.deadline.from, row.deadline.due, row.ends(now));
        let promised = Stretch {
            from,
            until: due,
            reached,
            late: false,
            met: row.met.is_some(),
        };
        let late = Stretch {
            from: due,
            until: reached,
            late: true,
            ..promised
        };
        for (slot, ..) in &self.slots {
            self.piece(svg, slot, promised, row.pauses, top, language);
            self.piece(svg, slot, late, &[], top, language);
        }
        draw::flag(svg, self.x(due) + 1.0, top - 5.0, top + PANE + 2.0);
        if let Some(met) = row.met {
            draw::check(svg, (self.x(met), top + PANE / 2.0));
        }
    }

    /// The part of a stretch that lies in a slot.
    fn piece(
        &self,
        svg: &mut String,
        slot: &Slot,
        stretch: Stretch,
        pauses: &[Pause],
        top: f64,
        language: Language,
    ) {
        let (from, until) = (stretch.from.max(slot.from), stretch.until.min(slot.until));
        if from >= until {
            return;
        }
        let (left, right) = (self.x(from), self.x(until));
        let width = (right - left).max(1.5);
        let part =
            |at: DateTime<Utc>| ((self.x(at.clamp(from, until)) - left) / width).clamp(0.0, 1.0);
        let state = match () {
            () if slot.closed => PaneState::Sliver,
            () if stretch.late => PaneState::Late,
            () if stretch.reached >= until => PaneState::Passed,
            () if stretch.reached > from && stretch.met => PaneState::Passed,
            () if stretch.reached > from => PaneState::Now,
            () => PaneState::Coming,
        };
        let parts = pauses
            .iter()
            .map(|pause| (part(pause.from), part(pause.until)));
        let paused: Vec<(f64, f64)> = parts
            .filter(|(from, until)| !slot.closed && from < until)
            .collect();
        let place = Place {
            x: left,
            y: top,
            width,
            height: PANE,
        };
        let name = slot.name.get(language);
        draw::glass(
            svg,
            &Glass {
                place,
                state,
                filled: part(stretch.reached),
                paused: &paused,
                name,
            },
        );
    }
}

/// What is drawn of a row in one manner: the promise itself, or its lateness.
#[derive(Clone, Copy)]
struct Stretch {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    reached: DateTime<Utc>,
    late: bool,
    met: bool,
}
