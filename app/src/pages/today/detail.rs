//! The chosen visit: who and where, what was promised, what was found before, and what to do now.

use super::correct::CorrectPhone;
use super::failed::VisitFails;
use super::head::Head;
use crate::local::desk::use_desk;
use crate::pages::dossier::act::Acting;
use crate::pages::dossier::conflicts::Conflicts;
use crate::pages::dossier::findings::Findings;
use crate::pages::dossier::parked::ParkedItems;
use crate::pages::dossier::promises::Promises;
use crate::pages::dossier::shown::Shown;
use crate::pages::dossier::story::Story;
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::action::{Action, possible};
use domain::event::{EventKind, FailedReason, Purpose};
use domain::id::{DossierId, VisitId};
use leptos::prelude::*;

#[component]
pub fn Detail(id: DossierId) -> impl IntoView {
    let desk = use_desk();
    let shown = Shown::new(id, desk);
    let there = Memo::new(move |_| shown.get().is_some());
    let absent = move || desk.lacks(id);
    view! {
        <a class="button plain small split-back" href="/app/today">
            <Icon name="arrow-left"/>{tr("Mijn bezoeken", "My visits")}
        </a>
        {move || match (there.get(), absent()) {
            (true, _) => view! { <Chosen shown/> }.into_any(),
            (false, true) => view! { <Absent/> }.into_any(),
            (false, false) => ().into_any(),
        }}
    }
}

#[component]
fn Chosen(shown: Shown) -> impl IntoView {
    let correcting = RwSignal::new(false);
    view! {
        <article class="dossier">
            <Head shown correcting/>
            <Conflicts shown/>
            <ParkedItems shown/>
            <Promises shown/>
            <Findings shown/>
            <Story shown/>
        </article>
        <Actions shown/>
        <CorrectPhone shown open=correcting/>
        <Acting shown/>
    }
}

/// What this person can do here now.
#[derive(Clone, PartialEq)]
struct Now {
    visit: Option<(VisitId, Purpose)>,
    /// A repair was given to this person, with or without a visit.
    repairs: bool,
    glass: Option<Action>,
    may_fail: bool,
}

fn now(shown: Shown) -> Option<Now> {
    let (opened, reference) = shown.get()?;
    let actor = shown.desk.actor();
    let possible = possible(&opened.dossier, &reference.procedure, &actor);
    let visit = possible.iter().find_map(|action| match action {
        Action::Visit(visit, purpose) => Some((*visit, *purpose)),
        _ => None,
    });
    let assigned = opened
        .dossier
        .remedy
        .as_ref()
        .is_some_and(|r| r.what.to == actor.person);
    let assigned = assigned && possible.contains(&Action::Repair);
    let repairs = visit.map_or(assigned, |(_, purpose)| purpose == Purpose::Repair);
    let offered = [Action::OrderGlass, Action::ReceiveGlass];
    let glass = offered
        .into_iter()
        .find(|action| repairs && possible.contains(action));
    Some(Now {
        visit,
        repairs,
        glass,
        may_fail: shown.may(EventKind::VisitFailed),
    })
}

/// The bar within the thumb's reach.
#[component]
fn Actions(shown: Shown) -> impl IntoView {
    let state = Memo::new(move |_| now(shown));
    let failing = RwSignal::new(None::<(VisitId, FailedReason)>);
    let id = shown.id;
    let fails = move |visit, reason: FailedReason, icon: &'static str| {
        view! {
            <button type="button" class="button" on:click=move |_| failing.set(Some((visit, reason)))>
                <Icon name=icon/>{reason.label(language())}
            </button>
        }
    };
    let bar = move || {
        let Now {
            visit,
            repairs,
            glass,
            may_fail,
        } = state.get()?;
        let failed = visit.filter(|_| may_fail).map(|(visit, _)| {
            view! {
                {fails(visit, FailedReason::NobodyHome, "visit-nobody")}
                {fails(visit, FailedReason::NoAccess, "visit-no-access")}
            }
        });
        let glass = glass.map(|action| {
            let words = match action {
                Action::ReceiveGlass => action.label(language()),
                _ => tr("Glas bestellen", "Order glass"),
            };
            view! {
                <button type="button" class="button" on:click=move |_| shown.begin(action)>
                    <Icon name="visit-glass-ordered"/>{words}
                </button>
            }
        });
        let start = match visit {
            Some((visit, Purpose::Inspection)) => {
                Some(format!("/app/dossier/{id}/finding/{visit}"))
            }
            Some((visit, Purpose::Repair)) => Some(format!("/app/dossier/{id}/repair/{visit}")),
            None if repairs => Some(format!("/app/dossier/{id}/repair/none")),
            None => None,
        };
        let words = match visit {
            Some(_) => tr("Bezoek starten", "Start the visit"),
            None => tr("Herstel vastleggen", "Record the repair"),
        };
        let start = start?;
        Some(view! {
            <div class="action-bar">{failed}{glass}<a class="button primary" href=start>{words}</a></div>
        })
    };
    view! {
        {bar}
        <VisitFails shown failing/>
    }
}

#[component]
fn Absent() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{tr("Dit dossier staat niet op dit toestel", "This dossier is not on this device")}</h2>
            <p>{tr(
                "Het bezoek is aan iemand anders gegeven, of het komt nog binnen zodra er verbinding is.",
                "The visit was given to someone else, or it will arrive as soon as there is a connection.",
            )}</p>
        </div>
    }
}
