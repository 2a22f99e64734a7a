//! The promises: open ones large, each with how its date came about; kept and late ones folded.

use super::shown::{Shown, moment_words};
use crate::ui::{Promise, Standing};
use crate::words::{language, tr};
use domain::deadline::StepKind;
use domain::event::EventKind;
use domain::id::FileHash;
use domain::moment;
use domain::obligation::{Obligation, ObligationState, obligations};
use leptos::prelude::*;
use std::collections::BTreeSet;
use sync::message::Reference;

#[component]
pub fn Promises(shown: Shown) -> impl IntoView {
    // What was unfolded stays so when a row is drawn anew: a receipt arrives, or the clock moves on.
    let unfolded = RwSignal::new(BTreeSet::<String>::new());
    let all = Memo::new(move |_| {
        let now = shown.desk.now.get();
        shown
            .get()
            .map(|(opened, reference)| obligations(&opened.dossier, &reference.procedure, now))
            .unwrap_or_default()
    });
    move || {
        let (open, past): (Vec<_>, Vec<_>) = all.get().into_iter().partition(Obligation::is_open);
        let (opened, reference) = shown.peek()?;
        let version = reference.version(&opened.dossier).cloned();
        if open.is_empty() && past.is_empty() {
            return None;
        }
        let mut open = open;
        open.sort_by_key(|obligation| (obligation.aim, obligation.deadline.due));
        let none = open.is_empty().then(|| view! { <p class="soft">{tr("Er staat niets meer open.", "Nothing is open any more.")}</p> });
        let kept = past.len();
        let past = (kept > 0).then(|| {
            let rows = past.into_iter().map(|obligation| row(obligation, &reference, &version, unfolded)).collect_view();
            let title = language().pick(format!("Eerder: {kept}"), format!("Earlier: {kept}"));
            view! { <details class="explain" open=move || is_unfolded(unfolded, EARLIER) on:toggle=move |event| fold(unfolded, EARLIER, &event)><summary>{title}</summary><ul class="promises">{rows}</ul></details> }
        });
        let open = open
            .into_iter()
            .map(|obligation| row(obligation, &reference, &version, unfolded))
            .collect_view();
        Some(view! {
            <section class="panel" aria-labelledby="promises">
                <div class="panel-head"><h2 id="promises">{tr("Beloften", "Promises")}</h2></div>
                {none}
                <ul class="promises">{open}</ul>
                {past}
            </section>
        })
    }
}

/// The name under which the list of earlier promises is unfolded.
const EARLIER: &str = "earlier";

fn is_unfolded(unfolded: RwSignal<BTreeSet<String>>, name: &str) -> bool {
    unfolded.with(|names| names.contains(name))
}

fn fold(unfolded: RwSignal<BTreeSet<String>>, name: &str, event: &web_sys::Event) {
    let is_open = event_target::<web_sys::Element>(event).has_attribute("open");
    unfolded.update(|names| {
        if is_open {
            names.insert(name.to_owned());
        } else {
            names.remove(name);
        }
    });
}

fn row(
    obligation: Obligation,
    reference: &Reference,
    version: &Option<FileHash>,
    unfolded: RwSignal<BTreeSet<String>>,
) -> impl IntoView + use<> {
    let name = obligation.name.get(language()).to_owned();
    let due = moment_words(reference, obligation.deadline.due);
    let due = match obligation.state {
        ObligationState::Open if obligation.aim => format!("{} {due}", tr("Streven:", "Aim:")),
        ObligationState::Open => format!("{} {due}", tr("Uiterlijk", "By")),
        ObligationState::Met(at) => {
            let at = moment_words(reference, at);
            let late = at_late(&obligation);
            let nl = format!(
                "{} op {at}, uiterlijk was {due}",
                if late { "Te laat gedaan" } else { "Gedaan" }
            );
            let en = format!(
                "{} on {at}, due by {due}",
                if late { "Done late" } else { "Done" }
            );
            language().pick(nl, en)
        }
        ObligationState::Cancelled(at) => format!(
            "{} {}",
            tr("Vervallen op", "Fell away on"),
            moment_words(reference, at)
        ),
    };
    let explanation = explanation(&obligation, reference, unfolded);
    view! {
        <li class="promise-row">
            <div class="promise-row-head"><strong>{name}</strong>{standing(&obligation, version)}</div>
            <Promise obligation=obligation.clone() version=version.clone() large=true/>
            <p class="promise-row-due">{due}</p>
            {explanation}
        </li>
    }
}

/// What is left of an open promise; what became of a past one.
fn standing(obligation: &Obligation, version: &Option<FileHash>) -> AnyView {
    let (tone, words) = match obligation.state {
        ObligationState::Open => {
            return view! { <Standing obligation=obligation.clone() version=version.clone()/> }
                .into_any();
        }
        ObligationState::Cancelled(_) => ("waiting", tr("vervallen", "fell away")),
        ObligationState::Met(_) if at_late(obligation) => ("late", tr("te laat", "late")),
        ObligationState::Met(_) => ("done", tr("gehaald", "kept")),
    };
    view! { <span class="standing" data-tone=tone>{words}</span> }.into_any()
}

fn at_late(obligation: &Obligation) -> bool {
    matches!(obligation.state, ObligationState::Met(at) if obligation.was_late(at))
}

/// Where the date comes from, in sentences and day by day (NX-03).
fn explanation(
    obligation: &Obligation,
    reference: &Reference,
    unfolded: RwSignal<BTreeSet<String>>,
) -> impl IntoView + use<> {
    let name = format!("{} {}", obligation.id, obligation.is_open());
    let shown_name = name.clone();
    let procedure = &reference.procedure;
    let sentences = obligation.deadline.explain(&procedure.calendar, language());
    let ends = procedure
        .obligations
        .iter()
        .find(|rule| rule.id == obligation.id)
        .map(|rule| {
            let names: Vec<String> = rule
                .discharged_by
                .iter()
                .map(|trigger| trigger_words(trigger))
                .collect();
            format!(
                "{} {}.",
                tr(
                    "Klaar zodra is vastgelegd:",
                    "Done as soon as this is recorded:"
                ),
                names.join(", ")
            )
        });
    let owner = match obligation.person {
        Some(person) => reference.name(person),
        None => procedure.role_name(obligation.owner, language()),
    };
    let steps = obligation.deadline.steps.iter().map(|step| {
        let skipped = step.kind.is_skipped() || step.kind == StepKind::Pause;
        view! {
            <li class="explain-step" data-skipped=skipped.to_string()>
                <span>{moment::day(step.date, language())}</span><span>{step.name.get(language()).to_owned()}</span>
            </li>
        }
    });
    let steps = steps.collect_view();
    view! {
        <details class="explain" open=move || is_unfolded(unfolded, &shown_name) on:toggle=move |event| fold(unfolded, &name, &event)>
            <summary>{tr("Hoe komt deze datum tot stand?", "How did this date come about?")}</summary>
            {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
            <ol class="explain-steps">{steps}</ol>
            <p>{ends}</p>
            <p class="soft">{obligation.action.get(language()).to_owned()}" "{owner}" · "{tr("regel", "rule")}" "{obligation.rule.clone()}</p>
        </details>
    }
}

/// A trigger of a procedure in words: `visited:inspection` → `bezocht`.
fn trigger_words(trigger: &str) -> String {
    let name = trigger.split(':').next().unwrap_or(trigger);
    EventKind::from_name(name).map_or_else(
        || trigger.to_owned(),
        |kind| kind.label(language()).to_lowercase(),
    )
}
