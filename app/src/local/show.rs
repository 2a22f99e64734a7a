//! Puts what the store and the engine hold before the pages.

use super::desk::{Core, Desk, Row};
use super::device;
use super::opened::Opened;
use super::store::{Store, StoreError};
use domain::id::DossierId;
use domain::summary::Summary;
use leptos::prelude::*;
use std::sync::Arc;

pub(super) fn show_entries(desk: Desk, core: &Core) {
    let engine = core.engine.borrow();
    let same = desk
        .entries
        .with_untracked(|shown| shown.as_slice() == engine.entries());
    if !same {
        desk.entries.set(Arc::new(engine.entries().to_vec()));
    }
}

pub(super) async fn show_files(desk: Desk) {
    let Some(core) = desk.core() else { return };
    if let Ok(files) = core.store.unsent_files().await {
        desk.files_unsent.set(files);
    }
}

/// What cannot be read is kept and shown as such.
pub(super) async fn show_unreadable(desk: Desk) {
    let Some(core) = desk.core() else { return };
    if let Ok(unreadable) = core.store.unreadable().await {
        desk.unreadable.set(unreadable);
    }
}

/// Puts summaries in the lists, with this device's own unsent work counted.
pub(super) fn show_summaries(
    desk: Desk,
    summaries: Vec<(Summary, usize)>,
    forgotten: &[DossierId],
) {
    let entries = desk.entries.get_untracked();
    let unsent = |id: DossierId| {
        entries
            .iter()
            .filter(|e| e.dossier() == id && e.is_waiting())
            .count()
    };
    desk.rows.update(|rows| {
        let rows = Arc::make_mut(rows);
        for dossier in forgotten {
            rows.remove(dossier);
        }
        for (summary, parked) in summaries {
            let unsent = unsent(summary.id);
            rows.insert(
                summary.id,
                Arc::new(Row {
                    summary,
                    parked,
                    unsent,
                }),
            );
        }
    });
}

/// Reads a dossier with everything that this device adds to it.
pub(super) async fn load(desk: Desk, dossier: DossierId) -> Option<Opened> {
    read(desk, dossier).await.ok().flatten()
}

/// The same; an error when the store cannot be read now, which says nothing about what is in it.
async fn read(desk: Desk, dossier: DossierId) -> Result<Option<Opened>, StoreError> {
    let Some(core) = desk.core() else {
        return Ok(None);
    };
    let mut copy = core.store.copy(dossier).await?;
    if copy.is_none() && core.store.is_emptied() {
        remember_shown(desk, &core.store);
        copy = core.store.copy(dossier).await?;
    }
    Ok(Opened::new(dossier, copy, core.engine.borrow().entries()))
}

/// The browser threw the store away: what the screens still show of dossiers is remembered, to be written back.
pub(super) fn remember_shown(desk: Desk, store: &Store) {
    desk.opened.with_untracked(|opened| {
        for (dossier, opened) in opened {
            if let Some(copy) = opened.copy() {
                store.remember(*dossier, copy);
            }
        }
    });
}

/// Shows a dossier, and its row, as they are now.
pub(super) async fn refresh(desk: Desk, dossier: DossierId) {
    // What is shown stays while a full disk or a closed database keeps it from being read.
    let Ok(opened) = read(desk, dossier).await else {
        return;
    };
    let reference = desk.reference.get_untracked();
    if let (Some(opened), Some(reference)) = (&opened, &reference) {
        let own = reference.procedure_of(&opened.dossier);
        let summary = opened.dossier.summary(own, device::now());
        let visible = domain::permission::may_see_under(
            &reference.me,
            &opened.dossier,
            own,
            &reference.procedure,
        );
        if visible || !opened.ahead.is_empty() {
            show_summaries(desk, vec![(summary, opened.parked().len())], &[]);
        }
    }
    let lacks = opened.is_none();
    if desk.lacking.with_untracked(|all| all.contains(&dossier)) != lacks {
        desk.lacking.update(|all| match lacks {
            true => drop(all.insert(dossier)),
            false => drop(all.remove(&dossier)),
        });
    }
    desk.opened.update(|all| match opened {
        Some(opened) => {
            all.insert(dossier, Arc::new(opened));
        }
        None => {
            all.remove(&dossier);
        }
    });
}

/// A changed dossier is read again when someone looks at it, or when own work lies ahead of it.
pub(super) async fn refresh_if_shown(desk: Desk, dossier: DossierId) {
    let shown = desk
        .opened
        .with_untracked(|opened| opened.contains_key(&dossier));
    let lacked = desk.lacking.with_untracked(|all| all.contains(&dossier));
    let ahead = desk.entries.with_untracked(|entries| {
        entries
            .iter()
            .any(|e| e.dossier() == dossier && e.is_waiting())
    });
    if shown || lacked || ahead {
        refresh(desk, dossier).await;
    }
}
