//! A visit on the board, or a dossier that waits for one.

use super::board::Board;
use super::week::Block;
use crate::local::device;
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::event::Purpose;
use domain::moment;
use leptos::prelude::*;

#[component]
pub fn BlockButton(board: Board, block: Block) -> impl IntoView {
    let key = block.key();
    let held = {
        let key = key.clone();
        move || board.is_held(&key)
    };
    let pressed = held.clone();
    let (picked, dragged) = (block.clone(), block.clone());
    let (head, due) = board.desk.reference.with_untracked(|r| {
        let Some(r) = r else {
            return Default::default();
        };
        let calendar = &r.procedure.calendar;
        let head = block.at.map(|at| moment::clock(calendar, at));
        (
            head,
            block
                .due
                .map(|due| moment::short(calendar, due, device::now(), language())),
        )
    });
    let purpose = block.purpose.label(language());
    let icon = match block.purpose {
        Purpose::Inspection => "eye",
        Purpose::Repair => "wrench",
    };
    let until = due.map(|due| view! { <span class="block-due"><span class="unseen">{tr("uiterlijk ", "by ")}</span>{due}</span> });
    view! {
        <button
            class="block" class:held=held id=format!("block-{key}") data-tone=block.tone
            draggable=block.free.to_string() aria-pressed=move || pressed().to_string()
            on:click=move |_| board.pick(picked.clone())
            on:dragstart=move |event| {
                if let Some(data) = event.data_transfer() {
                    // Some browsers begin to drag only when there is data.
                    let _ = data.set_data("text/plain", &dragged.who);
                }
                board.drag(dragged.clone());
            }
            on:dragend=move |_| {
                board.over.set(None);
                board.dragging.set(false);
                if board.dialog.with_untracked(Option::is_none) {
                    board.held.set(None);
                }
            }
        >
            <span class="block-head"><span><Icon name=icon/>" "{head.unwrap_or_else(|| purpose.to_owned())}<span class="unseen">" "{purpose}</span></span>{until}</span>
            <span class="block-place">{block.place}</span>
            <span class="block-place">{block.who}" · "{block.what}</span>
        </button>
    }
}
