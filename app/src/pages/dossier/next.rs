//! The one thing to do next, with the reason; everything else quietly beneath it.

use super::shown::{Known, Shown, moment_words};
use crate::local::device;
use crate::words::{language, tr};
use domain::action::{Action, Next as Step, next, possible};
use domain::dossier::VisitState;
use domain::obligation::{Obligation, open_obligations};
use leptos::prelude::*;

#[component]
pub fn Next(shown: Shown) -> impl IntoView {
    // What was unfolded stays so when something arrives.
    let unfolded = RwSignal::new(false);
    let step = Memo::new(move |_| {
        let (opened, reference) = shown.get()?;
        next(
            &opened.dossier,
            &reference.procedure,
            &shown.desk.actor(),
            device::now(),
        )
    });
    let others = Memo::new(move |_| {
        let taken: Vec<Action> = step
            .get()
            .map(|step| {
                [Some(step.action), step.instead]
                    .into_iter()
                    .flatten()
                    .collect()
            })
            .unwrap_or_default();
        let all = shown.get().map(|(opened, reference)| {
            possible(&opened.dossier, &reference.procedure, &shown.desk.actor())
        });
        all.unwrap_or_default()
            .into_iter()
            .filter(|action| !taken.contains(action))
            .collect::<Vec<_>>()
    });
    move || {
        let known = shown.get()?;
        let step = step.get();
        let others = others.get();
        if step.is_none() && others.is_empty() {
            return None;
        }
        let (what, why, buttons) = match step {
            Some(step) => own(shown, &known, step),
            None => (turn(&known), waiting(&known), None),
        };
        Some(view! {
            <section class="next" id="next" tabindex="-1" aria-label=tr("Wat nu", "What now")>
                <h2 class="next-what">{what}</h2>
                {(!why.is_empty()).then(|| view! { <p class="next-why">{why}</p> })}
                {buttons}
                {row(shown, others, unfolded)}
            </section>
        })
    }
}

fn own(shown: Shown, known: &Known, step: Step) -> (String, String, Option<AnyView>) {
    let what = step.action.asks(language()).to_owned();
    let why = match step.action {
        Action::SeeNotice => notice(known, shown),
        _ => step
            .promise
            .map(|promise| reason(known, &promise))
            .unwrap_or_default(),
    };
    let action = step.action;
    let instead = step.instead.map(|action| view! {
        <button type="button" class="button" on:click=move |_| shown.begin(action)>{action.label(language())}</button>
    });
    let buttons = view! {
        <div class="button-row">
            <button type="button" class="button primary" on:click=move |_| shown.begin(action)>{action.label(language())}</button>
            {instead}
        </div>
    };
    (what, why, Some(buttons.into_any()))
}

/// Which promise it is for, by when, and what that asks.
fn reason((_, reference): &Known, promise: &Obligation) -> String {
    let due = moment_words(reference, promise.deadline.due);
    let name = promise.name.get(language());
    let action = promise.action.get(language());
    let paused = if promise.paused {
        tr(" (de klok staat stil)", " (the clock is paused)")
    } else {
        ""
    };
    format!("{name}: {} {due}{paused}. {action}", tr("uiterlijk", "by"))
}

fn notice((opened, reference): &Known, shown: Shown) -> String {
    let notice =
        domain::action::unread_notice(&opened.dossier, &reference.procedure, &shown.desk.actor());
    notice
        .map(|notice| format!("{}.", notice.name.get(language())))
        .unwrap_or_default()
}

/// Whose turn it is, when it is not this person's.
fn turn((opened, reference): &Known) -> String {
    opened
        .dossier
        .stage(&reference.procedure)
        .label(language())
        .to_owned()
}

/// What is waited for: the planned visit, the glass, or the promise that presses most and who owes it.
fn waiting((opened, reference): &Known) -> String {
    let dossier = &opened.dossier;
    if !dossier.is_open() {
        return String::new();
    }
    let planned = dossier
        .visits
        .iter()
        .filter(|visit| visit.state == VisitState::Planned)
        .min_by_key(|visit| visit.at);
    if let Some(visit) = planned {
        let (who, at) = (
            reference.name(visit.technician),
            moment_words(reference, visit.at),
        );
        return language().pick(format!("{who} komt {at}."), format!("{who} comes {at}."));
    }
    let open = open_obligations(dossier, &reference.procedure, device::now());
    let Some(promise) = open.iter().find(|obligation| !obligation.aim) else {
        return String::new();
    };
    let owner = reference.procedure.role_name(promise.owner, language());
    format!(
        "{}: {owner}. {}",
        tr("Nu aan zet", "Whose turn"),
        reason(&(opened.clone(), reference.clone()), promise)
    )
}

/// The other actions: the everyday ones in sight, the rest folded.
fn row(shown: Shown, actions: Vec<Action>, unfolded: RwSignal<bool>) -> impl IntoView {
    let everyday =
        |action: &Action| matches!(action, Action::Note | Action::Call | Action::AddPhoto);
    let (often, seldom): (Vec<_>, Vec<_>) = actions.into_iter().partition(everyday);
    let button = move |action: Action| {
        view! {
            <button type="button" class="button plain small" on:click=move |_| shown.begin(action)>{action.label(language())}</button>
        }
    };
    let more = (!seldom.is_empty()).then(|| {
        view! {
            <details class="explain" open=move || unfolded.get()
                on:toggle=move |event| unfolded.set(event_target::<web_sys::Element>(&event).has_attribute("open"))>
                <summary>{tr("Meer", "More")}</summary>
                <div class="button-row">{seldom.into_iter().map(button).collect_view()}</div>
            </details>
        }
    });
    view! {
        <div class="next-others">
            <div class="button-row">{often.into_iter().map(button).collect_view()}</div>
            {more}
        </div>
    }
}
