//! Who, where and when: what a technician needs at the door.

use crate::pages::dossier::shown::Shown;
use crate::ui::{DossierMark, Icon, route_to};
use crate::words::{language, tr};
use chrono::TimeDelta;
use domain::action::Action;
use domain::dossier::{Dossier, VisitState};
use domain::id::PersonId;
use domain::moment;
use domain::party::Party;
use leptos::html;
use leptos::prelude::*;
use sync::message::Reference;

#[component]
pub fn Head(shown: Shown, correcting: RwSignal<bool>) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    // On a small screen the list is gone now, and with it the focus.
    Effect::new(move |done: Option<bool>| {
        let Some(heading) = heading.get() else {
            return false;
        };
        if done != Some(true) && is_narrow() {
            let _ = heading.focus();
        }
        true
    });
    let title = move || shown.opened.with(|o| o.as_ref().map(|o| o.dossier.title()));
    let number = move || {
        let number = shown
            .opened
            .with(|o| o.as_ref().and_then(|o| o.dossier.number.clone()));
        number.unwrap_or_else(|| tr("Nummer volgt", "Number to come").into())
    };
    let door = move || {
        let (opened, reference) = shown.get()?;
        let me = shown.desk.actor().person;
        Some(view! { {doorstep(&opened.dossier)}{appointment(&opened.dossier, &reference, me)} })
    };
    let rest = move || {
        let told = shown
            .opened
            .with(|o| o.as_ref().map(|o| o.dossier.description.clone()))?;
        let rest = beyond(&told, &title()?);
        (!rest.is_empty()).then(|| view! { <p>{rest}</p> })
    };
    let id = shown.id;
    view! {
        <header class="dossier-head">
            <p class="dossier-line">
                <span class="dossier-number">{number}</span>
                <DossierMark dossier=id/>
                <span class="dossier-tools"><a class="button plain small" href=format!("/app/dossier/{id}")>{tr("Heel dossier", "Whole dossier")}</a></span>
            </p>
            <h1 class="dossier-title" tabindex="-1" node_ref=heading>{title}</h1>
            {rest}
        </header>
        {door}
        <div class="button-row">
            <button type="button" class="button small" on:click=move |_| correcting.set(true)>
                <Icon name="edit"/>{tr("Nummer wijzigen", "Change number")}
            </button>
            <button type="button" class="button small" on:click=move |_| shown.begin(Action::Note)>
                <Icon name="note"/>{tr("Notitie", "Note")}
            </button>
        </div>
    }
}

/// What a description says beyond its title: the sentences after it, or all of it when the title is cut short.
fn beyond(description: &str, title: &str) -> String {
    match description.strip_prefix(title) {
        Some(rest) => rest.trim_start_matches('.').trim().to_owned(),
        None => description.to_owned(),
    }
}

/// Whom to call and where to go.
fn doorstep(dossier: &Dossier) -> impl IntoView + use<> {
    let call = |party: &Party| {
        (!party.phone.is_empty()).then(|| {
            let target = format!("tel:{}", party.phone.replace(' ', ""));
            let (phone, name) = (party.phone.clone(), party.name.clone());
            view! { <a class="doorstep-link" href=target><Icon name="phone"/><span>{phone}</span><small>{name}</small></a> }
        })
    };
    let place = dossier.place();
    let route = (!place.is_empty()).then(|| {
        let first = format!("{} {}", place.street, place.number)
            .trim()
            .to_owned();
        let city = format!("{} {}", place.postcode, place.city)
            .trim()
            .to_owned();
        let words = if city.is_empty() {
            tr("Route openen", "Open route").to_owned()
        } else {
            format!("{city} · {}", tr("route", "route"))
        };
        view! {
            <a class="doorstep-link" href=route_to(&place.line()) target="_blank" rel="noopener">
                <Icon name="map-pin"/><span>{first}</span><small>{words}</small>
            </a>
        }
    });
    view! {
        <div class="doorstep">
            {call(&dossier.complainant)}
            {dossier.customer.as_ref().and_then(call)}
            {route}
        </div>
    }
}

/// What was agreed about the next visit.
fn appointment(dossier: &Dossier, reference: &Reference, me: PersonId) -> impl IntoView + use<> {
    let mut planned: Vec<_> = dossier
        .visits
        .iter()
        .filter(|visit| visit.technician == me && visit.state == VisitState::Planned)
        .collect();
    planned.sort_by_key(|visit| visit.at);
    let lines = planned.into_iter().map(|visit| {
        let at = moment::moment(&reference.procedure.calendar, visit.at, language());
        let length = moment::span(TimeDelta::minutes(i64::from(visit.minutes)), language());
        let purpose = visit.purpose.label(language());
        let remark = (!visit.remark.is_empty()).then(|| visit.remark.clone());
        view! { <div class="notice"><Icon name="calendar"/><h2>{purpose}": "{at}", "{length}</h2>{remark.map(|r| view! { <p>{r}</p> })}</div> }
    });
    let remedy = dossier.remedy.as_ref().filter(|remedy| remedy.what.to == me).map(|remedy| {
        view! { <div class="notice"><Icon name="wrench"/><h2>{tr("Te doen", "To do")}</h2><p>{remedy.what.what.clone()}</p></div> }
    });
    let glass = dossier.glass_expected.as_ref().map(|glass| {
        let expected = glass.expected.map(|day| {
            format!("{} {}", tr("Verwacht", "Expected"), moment::day(day, language()))
        });
        view! { <div class="notice" data-tone="waiting"><Icon name="visit-glass-ordered"/><h2>{tr("Glas besteld", "Glass ordered")}</h2><p>{glass.what.clone()}". "{expected}</p></div> }
    });
    view! { {lines.collect_view()}{remedy}{glass} }
}

/// The layout in which list and dossier do not stand side by side (`style/list.css`).
fn is_narrow() -> bool {
    let wide = "(min-width: 900px) and (orientation: landscape)";
    web_sys::window()
        .and_then(|window| window.match_media(wide).ok().flatten())
        .is_some_and(|wide| !wide.matches())
}
