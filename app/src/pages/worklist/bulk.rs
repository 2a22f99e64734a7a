//! One deed on several dossiers at once.

use super::filter::notices_for_me;
use super::list::List;
use crate::local::desk::Row;
use crate::ui::Icon;
use crate::words::{language, tr};
use chrono::NaiveDate;
use domain::event::{
    BroughtToMeeting, Event, EventKind, HandlerChanged, Handling, InspectionRequested, NoticeSeen,
};
use domain::moment;
use domain::permission::{Deed, may_anywhere};
use domain::person::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;
use sync::message::Reference;

/// What can be done to all that are chosen.
#[derive(Clone, Copy, PartialEq)]
enum Deeds {
    /// GP-08
    ToMeeting(NaiveDate),
    Inspect,
    /// GP-12
    TakeDecentral,
    /// GP-10
    Read,
}

#[component]
pub fn Bulk(list: List) -> impl IntoView {
    let deeds = Memo::new(move |_| {
        let now = list.desk.now.get();
        list.desk.reference.with(|r| {
            r.as_ref()
                .map(|r| offered(r, r.procedure.calendar.wall(now).date()))
                .unwrap_or_default()
        })
    });
    let count = move || list.chosen.with(BTreeSet::len);
    view! {
        <Show when=move || count() != 0>
            <div class="bulk" role="status">
                {move || format!("{} {}", count(), tr("gekozen", "chosen"))}
                {move || deeds.get().into_iter().map(|deed| view! {
                    <button class="button small" on:click=move |_| carry_out(list, deed)>{words(deed)}</button>
                }).collect_view()}
                <Show when=move || deeds.with(|deeds| deeds.contains(&Deeds::Inspect))>
                    <a class="button small" href="/app/planning"><Icon name="calendar"/>{tr("Naar planning", "To planning")}</a>
                </Show>
                <button class="button plain small push" on:click=move |_| list.chosen.set(BTreeSet::new())>{tr("Klaar", "Done")}</button>
            </div>
        </Show>
    }
}

fn offered(reference: &Reference, today: NaiveDate) -> Vec<Deeds> {
    let may = |kind| {
        let procedure = &reference.procedure;
        procedure.uses(kind) && may_anywhere(&reference.me, Deed::Record(kind), procedure)
    };
    let procedure = &reference.procedure;
    let meeting = procedure
        .meeting
        .as_ref()
        .and_then(|meeting| meeting.coming(&procedure.calendar, today));
    let mut deeds = Vec::new();
    deeds.extend(
        meeting
            .filter(|_| may(EventKind::BroughtToMeeting))
            .map(Deeds::ToMeeting),
    );
    if may(EventKind::InspectionRequested) {
        deeds.push(Deeds::Inspect);
    }
    if reference.me.is(Role::RegionalManager) && may(EventKind::HandlerChanged) {
        deeds.push(Deeds::TakeDecentral);
    }
    if procedure
        .notices
        .iter()
        .any(|notice| reference.me.is(notice.to))
    {
        deeds.push(Deeds::Read);
    }
    deeds
}

fn words(deed: Deeds) -> String {
    match deed {
        Deeds::ToMeeting(on) => format!(
            "{} {}",
            tr("Naar overleg", "To the meeting of"),
            moment::day(on, language())
        ),
        Deeds::Inspect => tr("Vraag inspectie aan", "Ask for inspections").to_owned(),
        Deeds::TakeDecentral => tr("Pak decentraal op", "Take up in the region").to_owned(),
        Deeds::Read => tr("Gelezen", "Read").to_owned(),
    }
}

/// Records the deed on every chosen dossier; those on which it cannot be done stay chosen, with the reason.
fn carry_out(list: List, deed: Deeds) {
    let desk = list.desk;
    let chosen = list.chosen.get_untracked();
    spawn_local(async move {
        let (mut done, mut refused) = (0_usize, None::<String>);
        for dossier in &chosen {
            let Some(row) = desk.rows.with_untracked(|rows| rows.get(dossier).cloned()) else {
                continue;
            };
            let mut all_recorded = true;
            for event in events(list, deed, &row) {
                if let Err(error) = desk.record(*dossier, event).await {
                    let who = row
                        .summary
                        .number
                        .clone()
                        .unwrap_or_else(|| row.summary.complainant.clone());
                    refused.get_or_insert(format!("{who}: {error}"));
                    all_recorded = false;
                }
            }
            if all_recorded {
                done += 1;
                list.chosen.try_update(|chosen| chosen.remove(dossier));
            }
        }
        if done > 0 {
            desk.toast(format!(
                "{}: {done}. {}",
                words(deed),
                tr("Bewaard op dit toestel", "Saved on this device")
            ));
        }
        if let Some(refused) = refused {
            desk.toast(refused);
        }
    });
}

fn events(list: List, deed: Deeds, row: &Arc<Row>) -> Vec<Event> {
    let me = list.desk.actor().person;
    match deed {
        Deeds::ToMeeting(on) if row.summary.meeting == Some(on) => vec![],
        Deeds::ToMeeting(on) => vec![BroughtToMeeting { on }.into()],
        Deeds::Inspect => vec![
            InspectionRequested {
                reason: String::new(),
            }
            .into(),
        ],
        Deeds::TakeDecentral => {
            vec![
                HandlerChanged {
                    handling: Handling::Decentral,
                    to: Some(me),
                    reason: String::new(),
                }
                .into(),
            ]
        }
        Deeds::Read => list.desk.reference.with_untracked(|reference| {
            let Some(reference) = reference else {
                return vec![];
            };
            notices_for_me(row, reference)
                .map(|notice| {
                    NoticeSeen {
                        notice: notice.clone(),
                    }
                    .into()
                })
                .collect()
        }),
    }
}
