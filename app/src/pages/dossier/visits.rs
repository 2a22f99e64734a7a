//! The visits: planned, done, failed, and what can be changed about them.

use super::act::Act;
use super::shown::{Shown, moment_words};
use crate::words::{language, tr};
use domain::dossier::{Visit, VisitState};
use domain::event::EventKind;
use leptos::prelude::*;
use sync::message::Reference;

#[component]
pub fn Visits(shown: Shown) -> impl IntoView {
    let visits = Memo::new(move |_| {
        let mut visits = shown
            .get()
            .map(|(opened, _)| opened.dossier.visits.clone())
            .unwrap_or_default();
        visits.sort_by_key(|visit| std::cmp::Reverse(visit.at));
        visits
    });
    let may = Memo::new(move |_| {
        let open = shown
            .get()
            .is_some_and(|(opened, _)| opened.dossier.is_open());
        open && shown.may(EventKind::VisitPlanned)
    });
    move || {
        let visits = visits.get();
        let reference = shown.desk.reference.get().filter(|_| !visits.is_empty())?;
        let may = may.get();
        let rows = visits
            .into_iter()
            .map(|visit| row(shown, visit, &reference, may))
            .collect_view();
        Some(view! {
            <section class="panel" aria-labelledby="visits">
                <div class="panel-head"><h2 id="visits">{tr("Bezoeken", "Visits")}</h2></div>
                <ul class="promises">{rows}</ul>
            </section>
        })
    }
}

fn row(shown: Shown, visit: Visit, reference: &Reference, may: bool) -> impl IntoView + use<> {
    let id = visit.id;
    let (tone, state) = standing(&visit.state);
    let who = format!(
        "{}, {}",
        reference.name(visit.technician),
        moment_words(reference, visit.at)
    );
    let text = match &visit.state {
        VisitState::Done(done) if !done.reasons.is_empty() => done.reasons.clone(),
        _ => visit.remark.clone(),
    };
    let buttons = (may && visit.state == VisitState::Planned).then(|| view! {
        <div class="button-row">
            <button type="button" class="button plain small" on:click=move |_| shown.act.set(Some(Act::Replan(id)))>{tr("Verzetten", "Move")}</button>
            <button type="button" class="button plain small" on:click=move |_| shown.act.set(Some(Act::Cancel(id)))>{tr("Laten vervallen", "Cancel")}</button>
        </div>
    });
    view! {
        <li class="promise-row">
            <div class="promise-row-head"><strong>{visit.purpose.label(language())}</strong><span class="standing" data-tone=tone>{state}</span></div>
            <p>{who}</p>
            {(!text.is_empty()).then(|| view! { <p class="soft">{text}</p> })}
            {buttons}
        </li>
    }
}

fn standing(state: &VisitState) -> (&'static str, String) {
    match state {
        VisitState::Planned => ("due", tr("gepland", "planned").into()),
        VisitState::Done(done) => {
            let advice = done
                .advice
                .map(|advice| format!(", {} {}", tr("advies", "advice"), advice.label(language())));
            (
                "done",
                format!("{}{}", tr("geweest", "done"), advice.unwrap_or_default()),
            )
        }
        VisitState::Failed(reason) => ("soon", reason.label(language()).to_lowercase()),
        VisitState::Cancelled => ("waiting", tr("vervallen", "cancelled").into()),
    }
}
