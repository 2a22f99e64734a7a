//! What is picked up: what can be done with it, and the dialog that settles it.

use super::board::{Board, Dialog};
use super::week::Block;
use crate::pages::dossier::act::{Act, Acting, Proposal};
use crate::pages::dossier::shown::Shown;
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::moment;
use leptos::prelude::*;

/// Says what is held and where it can go.
#[component]
pub fn Held(board: Board) -> impl IntoView {
    view! {
        <div class="bulk" role="status">
            {move || match held(board) {
                Some(held) => held.into_any(),
                None => view! {
                    <span class="soft">{tr(
                        "Sleep een bezoek naar een vak, of kies het en daarna het vak.",
                        "Drag a visit to a cell, or choose it and then the cell.",
                    )}</span>
                }.into_any(),
            }}
        </div>
    }
}

fn held(board: Board) -> Option<impl IntoView + use<>> {
    let block = board.held.get()?;
    let due = board.desk.reference.with_untracked(|r| {
        r.as_ref()
            .zip(block.due)
            .map(|(r, due)| moment::moment(&r.procedure.calendar, due, language()))
    });
    let due = due
        .map(|due| format!(" · {} {due}", tr("uiterlijk", "by")))
        .unwrap_or_default();
    let (changed, cancelled) = (block.clone(), block.clone());
    let planned = block.visit.is_some() && block.free;
    let advice = match (block.free, block.over) {
        (true, _) => tr("Kies een vak.", "Choose a cell."),
        (false, true) => tr("Dit bezoek is geweest.", "This visit is over."),
        (false, false) => tr(
            "U plant dit niet; de coördinator doet dat.",
            "You do not plan this; the coordinator does.",
        ),
    };
    Some(view! {
        <span>{block.who}", "{block.place}{due}". "{advice}</span>
        {planned.then(|| view! {
            <button class="button small" on:click=move |_| board.dialog.set(Some(Dialog::Change(changed.clone())))><Icon name="clock"/>{tr("Andere tijd", "Another time")}</button>
            <button class="button small" on:click=move |_| board.dialog.set(Some(Dialog::Cancel(cancelled.clone())))><Icon name="trash"/>{tr("Laat vervallen", "Cancel visit")}</button>
        })}
        <a class="button small" href=format!("/app/dossier/{}", block.dossier)>{tr("Open dossier", "Open dossier")}</a>
        <button class="button plain small push" on:click=move |_| board.let_go()>{tr("Loslaten", "Let go")}</button>
    })
}

/// The dialog that is open, on the dossier to which the block belongs.
#[component]
pub fn Planner(board: Board) -> impl IntoView {
    move || {
        let (block, act) = match board.dialog.get()? {
            Dialog::Plan {
                block,
                technician,
                at,
            } => {
                let act = Act::Propose(Proposal {
                    visit: block.visit,
                    purpose: block.purpose,
                    technician,
                    at,
                });
                (block, act)
            }
            Dialog::Change(block) => (block.clone(), Act::Replan(block.visit?)),
            Dialog::Cancel(block) => (block.clone(), Act::Cancel(block.visit?)),
        };
        Some(view! { <OnDossier board block act/> })
    }
}

#[component]
fn OnDossier(board: Board, block: Block, act: Act) -> impl IntoView {
    let shown = Shown::new(block.dossier, board.desk);
    shown.act.set(Some(act));
    Effect::new(move |_| {
        if shown.act.get().is_none() {
            board.dialog.set(None);
            board.held.set(None);
        }
    });
    let there = Memo::new(move |_| shown.get().is_some());
    view! { <Show when=move || there.get()><Acting shown/></Show> }
}
