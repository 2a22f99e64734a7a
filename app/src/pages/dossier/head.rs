//! The head: which dossier, who, where, and who handles it.

use super::shown::{Known, Shown};
use crate::ui::standing::{standing_words, tone};
use crate::ui::{DossierMark, Icon, route_to};
use crate::words::{language, tr};
use domain::dossier::Dossier;
use domain::event::Handling;
use domain::obligation::{Obligation, open_obligations};
use leptos::prelude::*;
use sync::message::Reference;

/// What the head says; it is drawn anew only when this changes.
#[derive(Clone, PartialEq)]
struct Facts {
    number: Option<String>,
    kind: String,
    channel: String,
    title: String,
    people: People,
    /// The employees whom it is about, who take no part in it (NX-07).
    about: Vec<String>,
    handled: String,
}

#[derive(Clone, PartialEq)]
struct People {
    complainant: String,
    phone: String,
    customer: Option<String>,
    place: String,
}

#[component]
pub fn Head(shown: Shown) -> impl IntoView {
    let facts = Memo::new(move |_| shown.get().map(|known| Facts::of(&known)));
    move || {
        let Facts {
            number,
            kind,
            channel,
            title,
            people,
            about,
            handled,
        } = facts.get()?;
        let about = (!about.is_empty()).then(|| {
            view! { <p class="dossier-line">{tr("over", "about")}" "<strong>{about.join(", ")}</strong></p> }
        });
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
                {whom(people)}
                {about}
                <p class="dossier-line">{handled}</p>
            </header>
        })
    }
}

impl Facts {
    fn of((opened, reference): &Known) -> Facts {
        let (dossier, procedure) = (&opened.dossier, &reference.procedure);
        let kind = procedure.kind_name(&dossier.kind, language());
        let title = Some(dossier.title()).filter(|title| !title.is_empty());
        let party = &dossier.complainant;
        Facts {
            number: dossier.number.clone(),
            channel: procedure
                .channel_name(&dossier.channel, language())
                .to_lowercase(),
            title: title.unwrap_or_else(|| kind.clone()),
            kind,
            people: People {
                complainant: party.name.clone(),
                phone: party.phone.clone(),
                customer: dossier.customer.as_ref().map(|party| party.name.clone()),
                place: dossier.place().line(),
            },
            about: dossier.about.iter().map(|id| reference.name(*id)).collect(),
            handled: handled(dossier, reference),
        }
    }
}

/// The stage, and beside it the promise that presses most.
#[component]
fn StageMark(shown: Shown) -> impl IntoView {
    let mark = Memo::new(move |_| {
        let (opened, reference) = shown.get()?;
        let now = shown.desk.now.get();
        let stage = opened.dossier.stage_words(&reference.procedure, language());
        let open = open_obligations(&opened.dossier, &reference.procedure, now);
        let calendar = &reference.procedure.calendar;
        let promise = pressing(&open).map(|promise| {
            let words = standing_words(promise, calendar, now);
            let name = promise.name.get(language());
            (tone(promise.urgency(now)), format!("{name} · {words}"))
        });
        Some((stage, promise))
    });
    move || {
        let (stage, promise) = mark.get()?;
        let promise = promise
            .map(|(tone, words)| view! { <span class="standing" data-tone=tone>{words}</span> });
        Some(view! { <span class="dossier-stage">{stage}</span>{promise} })
    }
}

fn pressing(open: &[Obligation]) -> Option<&Obligation> {
    open.iter()
        .find(|obligation| !obligation.aim)
        .or_else(|| open.first())
}

fn whom(people: People) -> impl IntoView + use<> {
    let People {
        complainant,
        phone,
        customer,
        place,
    } = people;
    let phone = (!phone.is_empty()).then(|| {
        let target = format!("tel:{phone}");
        view! { <a class="number" href=target><Icon name="phone"/>" "{phone}</a> }
    });
    let customer = customer.map(|customer| view! { <span>{tr("voor", "for")}" "{customer}</span> });
    let place = (!place.is_empty()).then(|| {
        let route = route_to(&place);
        view! { <a href=route target="_blank" rel="noopener"><Icon name="map-pin"/>" "{place}</a> }
    });
    view! {
        <p class="dossier-line">
            <span><Icon name="user"/>" "{complainant}</span>{customer}{phone}{place}
        </p>
    }
}

/// The region, who handles it, and where.
fn handled(dossier: &Dossier, reference: &Reference) -> String {
    let handler = dossier.handler.map_or_else(
        || {
            // Where nobody was named it is the role's: the region's own, where the region handles it (GP-12).
            let decentral = dossier.handling == Handling::Decentral;
            let role = match reference.procedure.handlers(decentral).first() {
                Some(role) if decentral => *role,
                _ => reference.procedure.central_handler(),
            };
            let role = reference.procedure.role_name(role, language());
            format!("{} {}", tr("de", "the"), role.to_lowercase())
        },
        |person| reference.name(person),
    );
    let region = match dossier.region.as_str() {
        "" => String::new(),
        region => format!(
            "{} {} · ",
            tr("Regio", "Region"),
            reference.region_name(region)
        ),
    };
    let regional = reference.procedure.handler.as_ref();
    let regional = regional.is_some_and(|handler| handler.decentral.is_some());
    let handling = match dossier.handling {
        Handling::Central if regional => tr(" · centraal", " · central"),
        Handling::Decentral if regional => tr(" · decentraal", " · decentral"),
        _ => "",
    };
    let with = match region.is_empty() {
        true => tr("Bij", "With"),
        false => tr("bij", "with"),
    };
    format!("{region}{with} {handler}{handling}")
}

fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
