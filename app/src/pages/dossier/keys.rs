//! Keys on a dossier: a note, a call, details, planning. They rest while someone types or a dialog is open.

use super::act::Act;
use super::shown::Shown;
use crate::app::keys::is_typing;
use domain::action::{Action, possible};
use leptos::prelude::*;

/// Listens as long as the dossier is shown. `n` is for notes only where it does not mean a new complaint.
pub fn listen(shown: Shown, full: bool, editing: RwSignal<bool>) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if is_typing(&event) || shown.act.get_untracked().is_some() {
            return;
        }
        let wanted = match event.key().as_str() {
            "n" if full => |action: &Action| *action == Action::Note,
            "b" => |action: &Action| *action == Action::Call,
            "p" => |action: &Action| matches!(action, Action::PlanVisit(_)),
            "e" => {
                event.prevent_default();
                editing.update(|editing| *editing = !*editing);
                return;
            }
            _ => return,
        };
        let Some((opened, reference)) = shown.peek() else {
            return;
        };
        let actions = possible(
            &opened.dossier,
            &reference.procedure,
            &untrack(|| shown.desk.actor()),
        );
        if let Some(action) = actions.into_iter().find(wanted) {
            event.prevent_default();
            shown.act.set(Some(Act::Do(action)));
        }
    });
    on_cleanup(move || handle.remove());
}
