//! What the list shows now: filter, words to look for, page, what is chosen and what stands beside it.

use super::filter::{Filter, Viewer};
use crate::local::desk::{Desk, Row};
use crate::local::device;
use domain::id::DossierId;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many lines are drawn at once.
pub const PAGE: usize = 100;
const REMEMBERED: &str = "worklist.filter";

/// The list; small to pass around.
#[derive(Clone, Copy)]
pub struct List {
    pub desk: Desk,
    pub filter: RwSignal<Filter>,
    pub query: RwSignal<String>,
    /// Index of the first line of the page.
    pub from: RwSignal<usize>,
    pub chosen: RwSignal<BTreeSet<DossierId>>,
    /// The line on which `j` and `k` stand.
    pub current: RwSignal<Option<DossierId>>,
    /// The dossier beside the list.
    pub shown: Memo<Option<DossierId>>,
    /// All lines that the filter lets through.
    pub lines: Memo<Lines>,
    pub page: Memo<Lines>,
    go: Callback<String>,
}

type Lines = Vec<Arc<Row>>;

impl List {
    pub fn open(desk: Desk, shown: Memo<Option<DossierId>>) -> List {
        let first = desk
            .reference
            .with_untracked(|r| Filter::first(r.as_deref()));
        let filter = RwSignal::new(device::setting(REMEMBERED).unwrap_or(first));
        let query = RwSignal::new(String::new());
        let from = RwSignal::new(0);
        let lines = Memo::new(move |_| lines(desk, filter.get(), &query.get()));
        let page = Memo::new(move |_| {
            lines.with(|lines| lines.iter().skip(from.get()).take(PAGE).cloned().collect())
        });
        let navigate = use_navigate();
        let go = move |address: String| {
            navigate(
                &address,
                leptos_router::NavigateOptions {
                    scroll: false,
                    ..Default::default()
                },
            )
        };
        let current = RwSignal::new(None);
        Effect::new(move |_| {
            if let Some(dossier) = shown.get() {
                current.set(Some(dossier))
            }
        });
        // Fewer lines than before: the page that was shown may be gone.
        Effect::new(move |_| {
            let beyond = from.get();
            if beyond > 0 && lines.with(|lines| lines.len()) <= beyond {
                from.set(0)
            }
        });
        let go = Callback::new(go);
        List {
            desk,
            filter,
            query,
            from,
            chosen: RwSignal::default(),
            current,
            shown,
            lines,
            page,
            go,
        }
    }

    pub fn choose_filter(&self, filter: Filter) {
        device::set_setting(REMEMBERED, &filter);
        self.filter.set(filter);
        self.from.set(0);
        self.chosen.set(BTreeSet::new());
    }

    /// Shows a dossier beside the list.
    pub fn show(&self, dossier: DossierId) {
        self.go.run(format!("/app/work/{dossier}"));
    }

    pub fn close(&self) {
        self.go.run("/app/work".into());
    }

    pub fn toggle(&self, dossier: DossierId) {
        self.chosen.update(|chosen| {
            if !chosen.remove(&dossier) {
                chosen.insert(dossier);
            }
        });
    }

    /// The next or the previous page.
    pub fn turn(&self, forward: bool) {
        self.from.update(|from| {
            *from = if forward {
                *from + PAGE
            } else {
                from.saturating_sub(PAGE)
            }
        });
    }

    /// Moves the current line down or up; beside an open dossier the dossier follows.
    pub fn step(&self, down: bool) {
        let (current, lines) = (self.current.get_untracked(), self.lines.get_untracked());
        let at = lines.iter().position(|row| Some(row.summary.id) == current);
        let next = match (at, down) {
            (None, _) => self.from.get_untracked(),
            (Some(at), true) => (at + 1).min(lines.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
        };
        let Some(row) = lines.get(next) else { return };
        self.from.set(next / PAGE * PAGE);
        self.current.set(Some(row.summary.id));
        if self.shown.get_untracked().is_some() {
            self.show(row.summary.id);
        }
    }
}

fn lines(desk: Desk, filter: Filter, query: &str) -> Lines {
    let now = desk.now.get();
    desk.reference.with(|reference| {
        let Some(reference) = reference else {
            return vec![];
        };
        let viewer = Viewer { reference, now };
        let all = desk.rows.get();
        let through = all
            .values()
            .filter(|row| filter.lets_through(row, &viewer) && row.summary.matches(query));
        let mut lines: Lines = through.cloned().collect();
        filter.sort(&mut lines, now);
        lines
    })
}
