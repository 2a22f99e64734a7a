//! The walk through the agenda: what stands on it, what is before the table now, and who is at the table.

use crate::app::keys::is_typing;
use crate::local::desk::{Desk, Row};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DossierId, PersonId};
use domain::summary::Summary;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The walk; small to pass around.
#[derive(Clone, Copy)]
pub struct Walk {
    pub desk: Desk,
    /// The day of the coming meeting.
    pub on: Memo<Option<NaiveDate>>,
    pub agenda: Memo<Vec<Arc<Row>>>,
    pub current: Memo<Option<DossierId>>,
    /// Judged since the page was opened; they keep their place.
    pub judged: RwSignal<BTreeSet<DossierId>>,
    /// Who judges along; the same people for the whole meeting.
    pub with: RwSignal<BTreeSet<PersonId>>,
    go: Callback<String>,
}

impl Walk {
    pub fn open(desk: Desk) -> Walk {
        let judged = RwSignal::new(BTreeSet::new());
        let on = Memo::new(move |_| {
            let now = desk.now.get();
            desk.reference.with(|r| {
                let procedure = &r.as_ref()?.procedure;
                let today = procedure.calendar.wall(now).date();
                procedure
                    .meeting
                    .as_ref()?
                    .coming(&procedure.calendar, today)
            })
        });
        let agenda = Memo::new(move |_| agenda(desk, on.get(), &judged.get()));
        let query = use_query_map();
        let current = Memo::new(move |_| {
            let asked = query.with(|query| query.get("case")?.parse::<DossierId>().ok());
            let there = |id: &DossierId| {
                agenda.with(|agenda| agenda.iter().any(|row| row.summary.id == *id))
            };
            asked
                .filter(there)
                .or_else(|| agenda.with(|agenda| agenda.first().map(|row| row.summary.id)))
        });
        let navigate = use_navigate();
        let go = Callback::new(move |address: String| {
            navigate(
                &address,
                NavigateOptions {
                    scroll: false,
                    replace: true,
                    ..Default::default()
                },
            );
        });
        Walk {
            desk,
            on,
            agenda,
            current,
            judged,
            with: RwSignal::default(),
            go,
        }
    }

    /// Arrow keys and the keys of a presenter's remote lead through the agenda.
    pub fn listen(&self) {
        let walk = *self;
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            if is_typing(&event) {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" | "ArrowRight" | "PageDown" | "j" => walk.step(true),
                "ArrowUp" | "ArrowLeft" | "PageUp" | "k" => walk.step(false),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    }

    /// Place on the agenda, from 0.
    pub fn at(&self) -> Option<usize> {
        let current = self.current.get();
        self.agenda.with(|agenda| {
            agenda
                .iter()
                .position(|row| Some(row.summary.id) == current)
        })
    }

    /// The next or the previous complaint.
    pub fn step(&self, forward: bool) {
        let Some(at) = untrack(|| self.at()) else {
            return;
        };
        let next = if forward {
            at.checked_add(1)
        } else {
            at.checked_sub(1)
        };
        let next = next.and_then(|next| {
            self.agenda
                .with_untracked(|agenda| agenda.get(next).map(|row| row.summary.id))
        });
        if let Some(next) = next {
            self.go.run(address(next));
        }
    }

    /// The next one that has no ruling yet, after this one was judged.
    pub fn go_on(&self) {
        // The page may have been left while the ruling was being stored.
        if self.current.try_get_untracked().is_none() {
            return;
        }
        let at = untrack(|| self.at()).unwrap_or_default();
        let next = self.agenda.with_untracked(|agenda| {
            let order = agenda.iter().skip(at + 1).chain(agenda.iter().take(at));
            order
                .map(|row| row.summary.id)
                .find(|id| !self.judged.with_untracked(|judged| judged.contains(id)))
        });
        if let Some(next) = next {
            self.go.run(address(next));
        }
    }
}

/// Where a complaint stands before the table.
pub fn address(dossier: DossierId) -> String {
    format!("/app/meeting?case={dossier}")
}

/// What was brought to this meeting first, then by the due moment of the ruling; what was judged here stays.
fn agenda(desk: Desk, on: Option<NaiveDate>, judged: &BTreeSet<DossierId>) -> Vec<Arc<Row>> {
    let mut agenda: Vec<Arc<Row>> = desk.rows.with(|rows| {
        let stands = |summary: &Summary| {
            let judged_here = judged.contains(&summary.id)
                || (summary.ruling.is_some() && on.is_some() && summary.meeting == on);
            summary.is_for_meeting() || (judged_here && !summary.stage.is_over())
        };
        rows.values()
            .filter(|row| stands(&row.summary))
            .cloned()
            .collect()
    });
    agenda.sort_by_cached_key(|row| {
        let summary = &row.summary;
        (
            summary.meeting.is_none(),
            summary.meeting,
            due(summary),
            summary.id,
        )
    });
    agenda
}

/// The most urgent promise that is no aim; a judged complaint keeps its place by when it came in.
fn due(summary: &Summary) -> DateTime<Utc> {
    let open = summary
        .open
        .iter()
        .filter(|promise| !promise.aim && promise.deadline.from <= summary.received_at);
    open.map(|promise| promise.deadline.due)
        .max()
        .unwrap_or(summary.received_at)
}
