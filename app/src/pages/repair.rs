//! A repair: photos before and after, what was done, the customer's signature, and glass that must be ordered.

mod draft;
mod form;

use crate::local::desk::use_desk;
use crate::pages::dossier::act::Acting;
use crate::pages::dossier::findings::Findings;
use crate::pages::dossier::shown::Shown;
use crate::pages::visit_head::VisitHead;
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::action::{Action, possible};
use domain::id::{DossierId, VisitId};
use domain::moment;
use draft::Fields;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/app/dossier/:dossier/repair/:visit`; the visit is `none` for a repair without an appointment.
#[component]
pub fn RepairPage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        params.with(|p| {
            let dossier: DossierId = p.get("dossier")?.parse().ok()?;
            let visit: Option<VisitId> = p.get("visit")?.parse().ok();
            Some((dossier, visit))
        })
    });
    move || {
        ids.get()
            .map(|(dossier, visit)| view! { <Repair dossier visit/> })
    }
}

#[component]
fn Repair(dossier: DossierId, visit: Option<VisitId>) -> impl IntoView {
    let shown = Shown::new(dossier, use_desk());
    let fields = Fields::restore(shown);
    let glass = Memo::new(move |_| {
        let (opened, reference) = shown.get()?;
        let possible = possible(&opened.dossier, &reference.procedure, &shown.desk.actor());
        let offered = [Action::OrderGlass, Action::ReceiveGlass];
        offered.into_iter().find(|action| possible.contains(action))
    });
    let glass = move || {
        let action = glass.get()?;
        let words = match action {
            Action::OrderGlass => tr("Glas bestellen", "Order glass"),
            _ => action.label(language()),
        };
        Some(view! {
            <button type="button" class="button" on:click=move |_| shown.begin(action)>
                <Icon name="visit-glass-ordered"/>{words}
            </button>
        })
    };
    view! {
        <div class="page">
            <VisitHead shown title=Signal::derive(|| tr("Herstel", "Repair"))/>
            <div class="intake">
                <form::RepairForm shown visit fields/>
                <aside class="intake-aside" aria-label=tr("Wat er te doen is", "What is to be done")>
                    <ToDo shown/>
                    <Findings shown/>
                </aside>
            </div>
        </div>
        <div class="action-bar">
            {glass}
            <button type="submit" form=form::ID class="button primary">{tr("Herstel afronden", "Finish the repair")}</button>
        </div>
        <Acting shown/>
    }
}

/// What was asked, and the glass that is on its way.
#[component]
fn ToDo(shown: Shown) -> impl IntoView {
    move || {
        let (opened, _) = shown.get()?;
        let remedy = opened.dossier.remedy.as_ref().map(|remedy| {
            view! { <div class="notice"><Icon name="wrench"/><h2>{tr("Te doen", "To do")}</h2><p>{remedy.what.what.clone()}</p></div> }
        });
        let glass = opened.dossier.glass_expected.as_ref().map(|glass| {
            let expected = glass.expected.map(|day| {
                let day = moment::day(day, language());
                view! { <p>{tr("Verwacht", "Expected")}" "{day}</p> }
            });
            view! {
                <div class="notice" data-tone="waiting">
                    <Icon name="visit-glass-ordered"/>
                    <h2>{tr("Glas besteld", "Glass ordered")}</h2>
                    <p>{glass.what.clone()}</p>
                    {expected}
                </div>
            }
        });
        Some(view! { {remedy}{glass} })
    }
}
