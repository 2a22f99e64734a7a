//! The head: which dossier, who, where, and who handles it.

use super::shown::Shown;
use crate::ui::standing::{standing_words, tone};
use crate::ui::{DossierMark, Icon, route_to};
use crate::words::{language, tr};
use domain::dossier::Dossier;
use domain::event::Handling;
use domain::obligation::{Obligation, open_obligations};
use leptos::prelude::*;
use sync::message::Reference;

#[component]
pub fn Head(shown: Shown) -> impl IntoView {
    move || {
        let (opened, reference) = shown.get()?;
        let (dossier, procedure) = (&opened.dossier, &reference.procedure);
        let number = dossier.number.clone();
        let kind = procedure.kind_name(&dossier.kind, language());
        let channel = procedure
            .channel_name(&dossier.channel, language())
            .to_lowercase();
        let title = Some(dossier.title())
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| kind.clone());
        Some(view! {
            <header class="dossier-head">
                <p class="dossier-line">
                    <span class="dossier-number">{number.unwrap_or_else(|| tr("Nummer volgt", "Number to come").into())}</span>
                    <span>{kind}" · "{channel}</span>
                    <StageMark shown/>
                    <DossierMark dossier=shown.id/>
                    <span class="dossier-tools">
                        <button type="button" class="button plain small" on:click=|_| print()>
                            <Icon name="print"/>{tr("Afdrukken", "Print")}
                        </button>
                    </span>
                </p>
                <h1 class="dossier-title">{title}</h1>
                {people(dossier)}
                {about(dossier, &reference)}
                {handled(dossier, &reference)}
            </header>
        })
    }
}

/// The stage, and beside it the promise that presses most.
#[component]
fn StageMark(shown: Shown) -> impl IntoView {
    move || {
        let (opened, reference) = shown.get()?;
        let now = shown.desk.now.get();
        let stage = opened.dossier.stage_words(&reference.procedure, language());
        let open = open_obligations(&opened.dossier, &reference.procedure, now);
        let calendar = &reference.procedure.calendar;
        let promise = pressing(&open).map(|promise| {
            let words = standing_words(promise, calendar, now);
            view! { <span class="standing" data-tone=tone(promise.urgency(now))>{promise.name.get(language()).to_owned()}" · "{words}</span> }
        });
        Some(view! { <span class="dossier-stage">{stage}</span>{promise} })
    }
}

fn pressing(open: &[Obligation]) -> Option<&Obligation> {
    open.iter()
        .find(|obligation| !obligation.aim)
        .or_else(|| open.first())
}

fn people(dossier: &Dossier) -> impl IntoView + use<> {
    let party = &dossier.complainant;
    let phone = (!party.phone.is_empty()).then(|| {
        let (target, words) = (format!("tel:{}", party.phone), party.phone.clone());
        view! { <a class="number" href=target><Icon name="phone"/>" "{words}</a> }
    });
    let customer = dossier.customer.as_ref().map(|customer| {
        view! { <span>{tr("voor", "for")}" "{customer.name.clone()}</span> }
    });
    let place = dossier.place();
    let place = (!place.is_empty()).then(|| {
        view! { <a href=route_to(&place.line()) target="_blank" rel="noopener"><Icon name="map-pin"/>" "{place.line()}</a> }
    });
    view! {
        <p class="dossier-line">
            <span><Icon name="user"/>" "{party.name.clone()}</span>{customer}{phone}{place}
        </p>
    }
}

/// The employees whom it is about, who take no part in it (NX-07).
fn about(dossier: &Dossier, reference: &Reference) -> impl IntoView + use<> {
    let names: Vec<String> = dossier.about.iter().map(|id| reference.name(*id)).collect();
    (!names.is_empty()).then(|| {
        view! { <p class="dossier-line">{tr("over", "about")}" "<strong>{names.join(", ")}</strong></p> }
    })
}

fn handled(dossier: &Dossier, reference: &Reference) -> impl IntoView + use<> {
    let handler = dossier.handler.map_or_else(
        || {
            reference
                .procedure
                .role_name(reference.procedure.central_handler(), language())
                .to_lowercase()
        },
        |person| reference.name(person),
    );
    let region = (!dossier.region.is_empty()).then(|| {
        format!(
            "{} {} · ",
            tr("Regio", "Region"),
            reference.region_name(&dossier.region)
        )
    });
    let regional = reference.procedure.handler.as_ref();
    let regional = regional.is_some_and(|handler| handler.decentral.is_some());
    let handling = regional.then(|| match dossier.handling {
        Handling::Central => tr(" · centraal", " · central"),
        Handling::Decentral => tr(" · decentraal", " · decentral"),
    });
    view! { <p class="dossier-line">{region}{tr("bij", "with")}" "{handler}{handling}</p> }
}

fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
