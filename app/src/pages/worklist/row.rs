//! One line of the work list.

use super::list::List;
use crate::local::desk::Row;
use crate::ui::{DossierMark, Icon, Promise, Standing};
use crate::words::{language, tr};
use domain::dossier::VisitState;
use domain::summary::{Stage, Summary};
use leptos::prelude::*;
use std::sync::Arc;
use sync::message::Reference;
use wasm_bindgen::JsCast;

#[component]
pub fn Line(list: List, row: Arc<Row>) -> impl IntoView {
    let summary = &row.summary;
    let id = summary.id;
    let (number, owner, version) =
        list.desk
            .reference
            .with_untracked(|reference| match reference {
                Some(reference) => (
                    number(summary, reference),
                    owner(summary, reference),
                    reference.version_of(summary).cloned(),
                ),
                None => Default::default(),
            });
    let current = move || list.current.get() == Some(id);
    let open = move |event: web_sys::MouseEvent| {
        if !is_for_control(&event) {
            list.current.set(Some(id));
            list.show(id);
        }
    };
    let promise = summary.next().cloned();
    view! {
        <tr
            class="work-row" class:current=current id=format!("work-{id}")
            aria-selected=move || list.chosen.with(|chosen| chosen.contains(&id)).to_string()
            on:click=open
        >
            <td class="work-pick">
                <label>
                    <input
                        type="checkbox" aria-label=format!("{} {number}", tr("Kies", "Choose"))
                        prop:checked=move || list.chosen.with(|chosen| chosen.contains(&id))
                        on:change=move |_| list.toggle(id)
                    />
                </label>
            </td>
            <td class="work-number"><a href=format!("/app/work/{id}")>{number.clone()}</a></td>
            <td class="work-who">
                {(summary.conflicts > 0 || row.parked > 0).then(|| view! {
                    <Icon name="alert"/><span class="unseen">{tr("Verschil of apart gezet. ", "Conflict or set aside. ")}</span>
                })}
                <strong>{summary.complainant.clone()}</strong>" "{summary.place.city.clone()}
            </td>
            <td class="work-what" title=summary.description.clone()>
                {summary.description.clone()}
            </td>
            <td class="work-promise">{promise.clone().map(|obligation| view! { <Promise obligation version=version.clone()/> })}</td>
            <td class="work-standing">
                {match promise {
                    Some(obligation) => view! {
                        <Standing obligation=obligation.clone() version/>" "<span class="soft">{obligation.name.get(language()).to_owned()}</span>
                    }.into_any(),
                    None => view! { <span class="soft">{summary.stage_words(language()).to_owned()}</span> }.into_any(),
                }}
            </td>
            <td class="work-owner">{owner}</td>
            <td class="work-mark"><DossierMark dossier=id dense=true/></td>
        </tr>
    }
}

/// The number without the organisation's letters, which are the same on every line.
fn number(summary: &Summary, reference: &Reference) -> String {
    let Some(number) = &summary.number else {
        return tr("volgt", "follows").to_owned();
    };
    let short = number
        .strip_prefix(&reference.procedure.number_prefix)
        .map(|rest| rest.trim_start_matches('-'));
    short.unwrap_or(number).to_owned()
}

/// With whom it is now: the technician who goes there, the handler, or the role that owes the next step.
fn owner(summary: &Summary, reference: &Reference) -> String {
    let planned = summary
        .visits
        .iter()
        .find(|visit| visit.state == VisitState::Planned);
    match (summary.stage, planned, summary.handler, summary.next()) {
        (Stage::AwaitingVisit | Stage::AwaitingRepair, Some(visit), ..) => {
            reference.name(visit.technician)
        }
        (stage, ..) if stage.is_over() => String::new(),
        (_, _, Some(handler), _) => reference.name(handler),
        (.., Some(promise)) if promise.person.is_some() => promise
            .person
            .map_or_else(String::new, |person| reference.name(person)),
        (.., Some(promise)) => reference.procedure.role_name(promise.owner, language()),
        _ => String::new(),
    }
}

/// A click on the box or the number does what these do by themselves.
fn is_for_control(event: &web_sys::MouseEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.closest("label, a, button").ok().flatten().is_some())
}
