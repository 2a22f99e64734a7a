//! The one thing to do next, with the reason; everything else quietly beneath it.

use super::shown::{Known, Shown, moment_words};
use crate::local::device;
use crate::words::{language, tr};
use domain::action::{Action, Next as Step, next, possible};
use domain::dossier::VisitState;
use domain::event::EventKind;
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
    // Drawn anew only when it says something else.
    let content = Memo::new(move |_| {
        let known = shown.get()?;
        let (step, others) = (step.get(), others.get());
        if step.is_none() && others.is_empty() {
            return None;
        }
        let named = |action| (action, words(action, &known));
        let others = others.into_iter().map(named).collect();
        Some(match step {
            Some(step) => Content {
                what: asked(&known, &step),
                why: why(shown, &known, &step),
                own: Some(named(step.action)),
                instead: step.instead.map(named),
                others,
            },
            None => Content {
                what: turn(&known),
                why: waiting(&known),
                own: None,
                instead: None,
                others,
            },
        })
    });
    move || {
        let Content {
            what,
            why,
            own,
            instead,
            others,
        } = content.get()?;
        let buttons = own.map(|(action, words)| {
            let instead = instead.map(|(action, words)| {
                view! { <button type="button" class="button" on:click=move |_| shown.begin(action)>{words}</button> }
            });
            view! {
                <div class="button-row">
                    <button type="button" class="button primary" on:click=move |_| shown.begin(action)>{words}</button>
                    {instead}
                </div>
            }
        });
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

/// What the section says.
#[derive(Clone, PartialEq)]
struct Content {
    what: String,
    why: String,
    own: Option<Named>,
    instead: Option<Named>,
    others: Vec<Named>,
}

/// An action with what its button says.
type Named = (Action, String);

/// Where the organisation has its own word for the step, its own instruction says what to do.
fn asked(known: &Known, step: &Step) -> String {
    let own = own_name(step.action, known).is_some();
    match step.promise.as_ref().filter(|_| own) {
        Some(promise) => {
            let action = promise.action.get(language());
            action.trim_end_matches('.').to_owned()
        }
        None => step.action.asks(language()).to_owned(),
    }
}

fn why(shown: Shown, known: &Known, step: &Step) -> String {
    match (step.action, &step.promise) {
        (Action::SeeNotice, _) => notice(known, shown),
        (Action::Record(EventKind::AdmissibilityDecided), _) => unmet(known),
        (_, Some(promise)) => {
            let asking = own_name(step.action, known).is_none();
            reason(known, promise, asking)
        }
        (_, None) => String::new(),
    }
}

/// What the organisation calls a step, else what its button says.
pub fn words(action: Action, known: &Known) -> String {
    own_name(action, known).unwrap_or_else(|| action.label(language()).to_owned())
}

fn own_name(action: Action, (_, reference): &Known) -> Option<String> {
    let step = reference.procedure.step(action.records())?;
    let name = step.name.as_ref()?;
    Some(name.get(language()).to_owned())
}

/// Which promise it is for, by when, and, where `asking`, what that asks.
fn reason((_, reference): &Known, promise: &Obligation, asking: bool) -> String {
    let due = moment_words(reference, promise.deadline.due);
    let name = promise.name.get(language());
    let action = if asking {
        promise.action.get(language())
    } else {
        ""
    };
    let paused = if promise.paused {
        tr(" (de klok staat stil)", " (the clock is paused)")
    } else {
        ""
    };
    let by = if promise.aim {
        tr("liefst", "preferably by")
    } else {
        tr("uiterlijk", "by")
    };
    format!("{name}: {by} {due}{paused}. {action}")
}

/// What is not met, as the complainant is told.
fn unmet((opened, reference): &Known) -> String {
    let unmet = opened.dossier.unmet(&reference.procedure).into_iter();
    let told = unmet.map(|rule| rule.message.get(language()).to_owned());
    told.collect::<Vec<_>>().join(" ")
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
    opened.dossier.stage_words(&reference.procedure, language())
}

/// What is waited for: the planned visit, the glass, or the promise that presses most and who owes it.
fn waiting((opened, reference): &Known) -> String {
    let dossier = &opened.dossier;
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
        reason(&(opened.clone(), reference.clone()), promise, true)
    )
}

/// The other actions: the everyday ones in sight, the rest folded.
fn row(shown: Shown, actions: Vec<Named>, unfolded: RwSignal<bool>) -> impl IntoView {
    let everyday =
        |(action, _): &Named| matches!(action, Action::Note | Action::Call | Action::AddPhoto);
    let (often, seldom): (Vec<_>, Vec<_>) = actions.into_iter().partition(everyday);
    let button = move |(action, words): Named| {
        view! {
            <button type="button" class="button plain small" on:click=move |_| shown.begin(action)>{words}</button>
        }
    };
    let often = often.into_iter().map(button).collect_view();
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
            <div class="button-row">{often}</div>
            {more}
        </div>
    }
}
