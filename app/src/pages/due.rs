//! The work that is due: what this person owes on whichever dossier, why, the most urgent first, and what the coming two
//! weeks bring.

mod fortnight;
mod line;
mod reports;

use crate::local::desk::use_desk;
use crate::pages::figures::reports::known;
use crate::ui::Icon;
use crate::words::tr;
use domain::due::{Day, Due, Onlooker, Why, due, fortnight};
use domain::obligation::{Obligation, Urgency};
use fortnight::Fortnight;
use leptos::prelude::*;
use line::{Line, line};
use reports::{OwedReports, owed};

/// What the page shows.
#[derive(Clone, PartialEq, Default)]
struct Shown {
    days: Vec<Day>,
    late: usize,
    own: Vec<Line>,
    /// What others are late with, of which the procedure says that this person hears.
    heard: Vec<Line>,
}

#[component]
pub fn DuePage() -> impl IntoView {
    let desk = use_desk();
    let shown = Memo::new(move |_| {
        let now = desk.now.get();
        let rows = desk.rows.get();
        desk.reference.with(|reference| {
            let Some(reference) = reference else {
                return Shown::default();
            };
            let onlooker = Onlooker {
                actor: &reference.me,
                people: &reference.people,
                absences: &reference.absences,
                procedure: &reference.procedure,
                now,
            };
            let all = due(rows.values().map(|row| &row.summary), onlooker);
            let late = |due: &&Due| due.obligation.urgency(now) == Urgency::Late;
            let (heard, own): (Vec<Due>, Vec<Due>) =
                all.into_iter().partition(|due| due.why == Why::Breach);
            Shown {
                days: fortnight(&own, &reference.procedure.calendar, now),
                late: own.iter().filter(late).count(),
                own: own.iter().map(|due| line(due, reference)).collect(),
                heard: heard.iter().map(|due| line(due, reference)).collect(),
            }
        })
    });
    let own = Memo::new(move |_| shown.with(|shown| shown.own.clone()));
    let reports = known(desk);
    let reports =
        Memo::new(move |_| reports.with(|reports| reports.as_ref().map(owed).unwrap_or_default()));
    let heard = Memo::new(move |_| shown.with(|shown| shown.heard.clone()));
    let picture = Memo::new(move |_| shown.with(|shown| (shown.days.clone(), shown.late)));
    view! {
        <Show when=move || desk.loaded.get() && desk.reference.with(Option::is_some)>
            <div class="page">
                <div class="page-head">
                    <h1>{tr("Te doen", "To do")}</h1>
                    <p class="page-intro">{tr(
                        "Alles wat u nog moet doen, op welk dossier ook; het dringendste eerst.",
                        "All that you still have to do, on whichever dossier; the most urgent first.",
                    )}</p>
                </div>
                {move || {
                    let (days, late) = picture.get();
                    view! { <Fortnight days late/> }
                }}
                <Show when=move || own.with(Vec::is_empty) && reports.with(Vec::is_empty)>
                    <div class="empty">
                        <Icon name="logo" class="empty-picture"/>
                        <h2>{tr("U hoeft nu niets te doen", "You owe nothing now")}</h2>
                    </div>
                </Show>
                <Show when=move || own.with(|own| !own.is_empty())>
                    <Lines lines=own label=tr("Wat u moet doen", "What you owe")/>
                </Show>
                <OwedReports owed=reports/>
                <Show when=move || heard.with(|heard| !heard.is_empty())>
                    <section class="due-heard">
                        <h2>{tr("Te laat bij anderen", "Late with others")}</h2>
                        <p class="soft">{tr("De procedure zegt dat u dit hoort.", "The procedure says that you hear of this.")}</p>
                        <Lines lines=heard label=tr("Te laat bij anderen", "Late with others")/>
                    </section>
                </Show>
            </div>
        </Show>
    }
}

#[component]
fn Lines(lines: Memo<Vec<Line>>, label: &'static str) -> impl IntoView {
    view! {
        <ol class="due" aria-label=label>
            <For each=move || lines.get() key=Line::clone let(line)>
                {line.into_view()}
            </For>
        </ol>
    }
}

/// What tells one promise from another.
fn key(obligation: &Obligation) -> String {
    format!("{} {}", obligation.id, obligation.deadline.from)
}
