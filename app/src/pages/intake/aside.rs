//! Beside the intake: the promises that this report will bring, and dossiers that may be about the same.

use super::form::Form;
use crate::local::desk::{Row, use_desk};
use crate::ui::{Icon, Promise};
use crate::words::{language, tr};
use domain::consequence::consequences;
use domain::known;
use domain::moment;
use domain::party::{Field, PartyField};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn Aside(form: Form) -> impl IntoView {
    view! {
        <aside class="intake-aside" aria-label=tr("Wat hierbij hoort", "What belongs to this")>
            <Earlier form/>
            <Promises form/>
        </aside>
    }
}

/// The deadlines that this complaint will get, live.
#[component]
fn Promises(form: Form) -> impl IntoView {
    let desk = use_desk();
    let promises = Memo::new(move |_| {
        let now = desk.now.get();
        desk.reference.with(|r| {
            let Some(r) = r else { return vec![] };
            let registered = form.typed.registered(r, now).into();
            consequences(None, &registered, &r.procedure, now).begins
        })
    });
    let due = move |at| {
        desk.reference.with(|r| {
            r.as_ref()
                .map(|r| moment::moment(&r.procedure.calendar, at, language()))
                .unwrap_or_default()
        })
    };
    view! {
        <section class="panel" aria-labelledby="intake-promises">
            <div class="panel-head"><h2 id="intake-promises">{tr("Dit beloven we", "What we promise")}</h2></div>
            <Show when=move || promises.with(Vec::is_empty)>
                <p class="soft">{tr("Wordt geregistreerd en gelezen; er hoort geen termijn bij.", "Is registered and read; no term belongs to it.")}</p>
            </Show>
            <ul class="promises">
                {move || promises.get().into_iter().map(|obligation| {
                    let name = obligation.name.get(language()).to_owned();
                    let word = if obligation.aim { tr("Streven:", "Aim:") } else { tr("Uiterlijk", "At the latest") };
                    let by = format!("{word} {}", due(obligation.deadline.due));
                    view! {
                        <li class="promise-row">
                            <div class="promise-row-head"><strong>{name}</strong></div>
                            <Promise obligation version=None/>
                            <p class="promise-row-due">{by}</p>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    }
}

/// Open dossiers with the same telephone or door, and what this customer told before.
#[component]
fn Earlier(form: Form) -> impl IntoView {
    let desk = use_desk();
    let related = Memo::new(move |_| {
        let phone = form
            .typed
            .value(Field::Complainant(PartyField::Phone))
            .get();
        let place = form.typed.place();
        let mut found: Vec<Arc<Row>> = desk.rows.with(|rows| {
            rows.values()
                .filter(|row| known::related(&row.summary, &phone, &place))
                .cloned()
                .collect()
        });
        found.sort_by_key(|row| {
            (
                row.summary.stage.is_over(),
                std::cmp::Reverse(row.summary.received_at),
            )
        });
        found
    });
    let open = move || {
        related.with(|all| {
            all.iter()
                .filter(|row| !row.summary.stage.is_over())
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let over = move || {
        related.with(|all| {
            all.iter()
                .filter(|row| row.summary.stage.is_over())
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div role="status">
            <Show when=move || !open().is_empty()>
                <section class="notice" data-tone="soon">
                    <Icon name="alert"/>
                    <h2>{tr("Misschien is dit al gemeld", "This may have been reported already")}</h2>
                    <Rows rows=Signal::derive(open)/>
                </section>
            </Show>
        </div>
        <Show when=move || !over().is_empty()>
            <section class="panel">
                <div class="panel-head"><h2>{tr("Eerder van deze klant", "Earlier from this customer")}</h2></div>
                <Rows rows=Signal::derive(over)/>
            </section>
        </Show>
    }
}

#[component]
fn Rows(rows: Signal<Vec<Arc<Row>>>) -> impl IntoView {
    let desk = use_desk();
    view! {
        <ul class="files">
            {move || rows.get().into_iter().take(8).map(|row| {
                let summary = &row.summary;
                let on = desk.reference.with(|r| r.as_ref().map(|r| moment::moment_seen_from(&r.procedure.calendar, summary.received_at, desk.now.get_untracked(), language())));
                let number = summary.number.clone().unwrap_or_else(|| tr("nog zonder nummer", "no number yet").to_owned());
                view! {
                    <li><a class="file" href=format!("/app/dossier/{}", summary.id)>
                        <Icon name="list"/>
                        {format!("{number}: {}", summary.description)}
                        <small>{format!("{} · {}", summary.stage_words(language()), on.unwrap_or_default())}</small>
                    </a></li>
                }
            }).collect_view()}
        </ul>
    }
}
