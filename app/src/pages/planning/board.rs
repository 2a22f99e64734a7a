//! What the planner does: looks at a week, picks a block up, and puts it down in a cell.

use super::week::{Block, Day, Week, monday_of, week};
use crate::local::desk::Desk;
use crate::local::device;
use chrono::{Days, NaiveDate};
use domain::id::PersonId;
use domain::slot::{Taken, first_free};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

const REMEMBERED: &str = "planning.region";
/// The id of the heading of the present day.
pub const TODAY: &str = "planning-today";

/// The board; small to pass around.
#[derive(Clone, Copy)]
pub struct Board {
    pub desk: Desk,
    monday: RwSignal<NaiveDate>,
    /// Empty: all.
    pub region: RwSignal<String>,
    pub week: Memo<Week>,
    /// The block that is picked up.
    pub held: RwSignal<Option<Block>>,
    /// Whom the complaint of that block is about; they do not go there (NX-07).
    concerned: RwSignal<BTreeSet<PersonId>>,
    /// It hangs under the mouse; until it is put down the page must not move.
    pub dragging: RwSignal<bool>,
    /// The cell over which it hangs.
    pub over: RwSignal<Option<(PersonId, NaiveDate)>>,
    /// The dialog that is open.
    pub dialog: RwSignal<Option<Dialog>>,
}

/// What is asked about a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// At what time it begins there.
    Plan {
        block: Block,
        technician: PersonId,
        at: chrono::DateTime<chrono::Utc>,
    },
    /// Another time, perhaps by someone else.
    Change(Block),
    Cancel(Block),
}

impl Board {
    pub fn open(desk: Desk) -> Board {
        let today = desk.reference.with_untracked(|r| {
            r.as_ref()
                .map(|r| r.procedure.calendar.wall(device::now()).date())
        });
        let monday = RwSignal::new(monday_of(today.unwrap_or_default()));
        let only = desk.actor().regions.into_iter().collect::<Vec<_>>();
        let first = if only.len() == 1 {
            only.into_iter().next()
        } else {
            None
        };
        let region = RwSignal::new(device::setting(REMEMBERED).or(first).unwrap_or_default());
        let week = Memo::new(move |_| {
            let (now, rows) = (desk.now.get(), desk.rows.get());
            desk.reference.with(|reference| match reference {
                Some(reference) => week(rows.values(), reference, monday.get(), &region.get(), now),
                None => Week::default(),
            })
        });
        Board {
            desk,
            monday,
            region,
            week,
            held: RwSignal::new(None),
            concerned: RwSignal::default(),
            dragging: RwSignal::new(false),
            over: RwSignal::new(None),
            dialog: RwSignal::new(None),
        }
    }

    /// Escape lets go of what is held.
    pub fn listen(&self) {
        let board = *self;
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape"
                && board.held.with_untracked(Option::is_some)
                && board.dialog.with_untracked(Option::is_none)
            {
                board.let_go();
            }
        });
        on_cleanup(move || handle.remove());
        // On a narrow screen only some days fit; the one that counts is brought into view.
        Effect::new(move |_| {
            board.monday.track();
            request_animation_frame(|| {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_inline(web_sys::ScrollLogicalPosition::Start);
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                if let Some(today) = document().get_element_by_id(TODAY) {
                    today.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        });
    }

    /// Weeks forward or back; 0 is this week.
    pub fn turn(&self, by: i64) {
        let today = self.desk.reference.with_untracked(|r| {
            r.as_ref()
                .map(|r| r.procedure.calendar.wall(device::now()).date())
        });
        let days = Days::new(7);
        self.monday.update(|monday| {
            let turned = match by {
                0 => today.map(monday_of),
                1.. => monday.checked_add_days(days),
                _ => monday.checked_sub_days(days),
            };
            *monday = turned.unwrap_or(*monday);
        });
    }

    pub fn choose_region(&self, region: String) {
        device::set_setting(REMEMBERED, &region);
        self.region.set(region);
    }

    /// Picks a block up, or lets it go when it was held.
    pub fn pick(&self, block: Block) {
        if self.is_held(&block.key()) {
            self.held.set(None);
            return;
        }
        self.hold(block.clone());
        let takes_none = |week: &Week| !week.days.iter().any(Day::takes_visits);
        if block.free && self.week.with_untracked(takes_none) {
            // At the end of a week there is nowhere to put it down any more.
            self.turn(1);
        }
        let board = *self;
        spawn_local(async move {
            board.learn_concerned(&block).await;
            if let Some(id) = board
                .home_of(&block)
                .filter(|_| board.is_held(&block.key()))
            {
                focus_soon(id);
            }
        });
    }

    /// Takes a block in the hand.
    pub fn drag(&self, block: Block) {
        self.hold(block.clone());
        self.dragging.set(true);
        let board = *self;
        spawn_local(async move { board.learn_concerned(&block).await });
    }

    fn hold(&self, block: Block) {
        self.concerned.set(BTreeSet::new());
        self.held.set(Some(block));
    }

    /// The list does not tell whom a complaint is about; the dossier does.
    async fn learn_concerned(&self, block: &Block) {
        let about = self.desk.look(block.dossier).await;
        let about = about.map(|opened| opened.dossier.about).unwrap_or_default();
        if self
            .held
            .try_with_untracked(|held| held.as_ref().is_some_and(|held| held.key() == block.key()))
            == Some(true)
        {
            self.concerned.try_set(about);
        }
    }

    /// Whether what is held may be put down with someone.
    pub fn may_go(&self, person: PersonId) -> bool {
        let free = self
            .held
            .with(|held| held.as_ref().is_some_and(|held| held.free));
        free && !self.concerned.with(|concerned| concerned.contains(&person))
    }

    pub fn is_held(&self, key: &str) -> bool {
        self.held
            .with(|held| held.as_ref().is_some_and(|held| held.key() == key))
    }

    pub fn let_go(&self) {
        let key = self
            .held
            .with_untracked(|held| held.as_ref().map(Block::key));
        self.held.set(None);
        self.over.set(None);
        if let Some(key) = key {
            focus_soon(format!("block-{key}"));
        }
    }

    /// Puts the held block down: asks for the time, with the first free moment filled in.
    pub fn put(&self, technician: PersonId, date: NaiveDate) {
        let Some(block) = self.held.get_untracked() else {
            return;
        };
        self.over.set(None);
        self.dragging.set(false);
        let cell = self.week.with_untracked(|week| {
            let day = week.days.iter().position(|day| day.date == date)?;
            let line = week.lines.iter().find(|line| line.person == technician)?;
            Some(line.cells[day].clone())
        });
        let others = cell
            .unwrap_or_default()
            .into_iter()
            .filter(|other| other.key() != block.key());
        let taken: Vec<Taken> = others
            .filter_map(|other| Some((other.at?, other.at? + other.length())))
            .collect();
        let at = self.desk.reference.with_untracked(|reference| {
            let calendar = &reference.as_ref()?.procedure.calendar;
            let wished = block.at.map(|at| calendar.wall(at).time());
            Some(first_free(
                wished,
                block.length(),
                &taken,
                date,
                calendar,
                device::now(),
            ))
        });
        if let Some(at) = at {
            self.dialog.set(Some(Dialog::Plan {
                block,
                technician,
                at,
            }));
        }
    }

    /// Whether what is held would break its promise on that day.
    pub fn late_on(&self, date: NaiveDate) -> bool {
        self.held.with(|held| {
            let Some(held) = held else { return false };
            self.desk.reference.with(|r| {
                let opening = r.as_ref().and_then(|r| {
                    r.procedure
                        .calendar
                        .opening(date)
                        .first()
                        .map(|(from, _)| *from)
                });
                opening.is_some_and(|opening| held.late_at(opening))
            })
        })
    }

    /// The id of the cell from which arrow keys begin: the technician who has it, on the first open day.
    fn home_of(&self, block: &Block) -> Option<String> {
        let week = self.week.try_get_untracked()?;
        untrack(|| {
            let line = week
                .lines
                .iter()
                .position(|line| line.suits(block) && self.may_go(line.person))
                .or_else(|| week.lines.iter().position(|line| self.may_go(line.person)))?;
            let day = week.days.iter().position(Day::takes_visits)?;
            Some(cell_id(line, day))
        })
    }
}

impl Day {
    pub fn takes_visits(&self) -> bool {
        self.closed.is_none() && !self.is_past
    }
}

/// The id of the button in a cell.
pub fn cell_id(line: usize, day: usize) -> String {
    format!("cell-{line}-{day}")
}

fn focus_soon(id: String) {
    request_animation_frame(move || {
        let element = document()
            .get_element_by_id(&id)
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element {
            let _ = element.focus();
        }
    });
}
