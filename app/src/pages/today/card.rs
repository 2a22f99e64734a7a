//! One visit in the list: where, what, by when.

use super::round::Stop;
use crate::local::desk::use_desk;
use crate::ui::{DossierMark, Promise, Standing};
use crate::words::{language, tr};
use domain::dossier::VisitState;
use domain::event::Purpose;
use domain::moment;
use leptos::prelude::*;

#[component]
pub fn VisitCard(stop: Stop, current: bool) -> impl IntoView {
    let desk = use_desk();
    let summary = &stop.row.summary;
    let version = desk.reference.with_untracked(|r| {
        let version = r.as_ref().and_then(|r| r.version_of(summary));
        version.cloned()
    });
    let place = &summary.place;
    let address = format!("{} {}", place.street, place.number)
        .trim()
        .to_owned();
    let address = if address.is_empty() {
        summary.complainant.clone()
    } else {
        address
    };
    let name = summary.customer.as_ref().unwrap_or(&summary.complainant);
    let who: Vec<&str> = [place.city.as_str(), name.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let who = who.join(" · ");
    let what = match stop.is_repair() {
        true => format!("{}: {}", Purpose::Repair.label(language()), summary.title()),
        false => summary.title(),
    };
    let time = stop.visit.as_ref().and_then(|visit| {
        let clock = desk.reference.with_untracked(|r| {
            r.as_ref()
                .map(|r| moment::clock(&r.procedure.calendar, visit.at))
        })?;
        let length = length(visit.minutes);
        Some(view! { {clock}<small>{length}</small> })
    });
    let time = time.map_or_else(
        || view! { <small>{tr("geen afspraak", "no time yet")}</small> }.into_any(),
        IntoAny::into_any,
    );
    let planned = stop.is_planned();
    let promise = stop.promise.clone().filter(|_| planned);
    let standing = match (&promise, stop.visit.as_ref().map(|visit| &visit.state)) {
        (_, Some(VisitState::Done(_))) => ended("done", tr("gedaan", "done")),
        (_, Some(VisitState::Failed(reason))) => ended("waiting", reason.label(language())),
        (Some(promise), _) => {
            view! { <Standing obligation=promise.clone() version=version.clone()/> }.into_any()
        }
        (None, _) => ().into_any(),
    };
    let bar = promise.map(|promise| {
        view! { <span class="visit-promise"><Promise obligation=promise version=version.clone()/></span> }
    });
    let id = summary.id;
    view! {
        <a class="visit" href=format!("/app/today/{id}") aria-current=current.then_some("true") data-done=(!planned).to_string()>
            <span class="visit-time">{time}</span>
            <span class="visit-address">{address}</span>
            {standing}
            <span class="visit-place">{who}</span>
            <DossierMark dossier=id dense=true/>
            <span class="visit-what">{what}</span>
            {bar}
        </a>
    }
}

fn ended(tone: &'static str, words: &'static str) -> AnyView {
    view! { <span class="standing" data-tone=tone>{words}</span> }.into_any()
}

/// Short, because it stands under the time: `45 min`, `2 uur`, `1:30 uur`.
fn length(minutes: u32) -> String {
    let hour = tr("uur", "h");
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} {hour}"),
        (hours, minutes) => format!("{hours}:{minutes:02} {hour}"),
    }
}
