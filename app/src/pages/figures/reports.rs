//! The reports that somebody makes, gets or decides upon: what is owed first, then drafts and what was sent.

use crate::api::report::{Listed, Reports as Known, Title, begin_report, list_reports};
use crate::local::desk::{Desk, use_desk};
use crate::ui::{FormError, Icon};
use crate::words::{language, tr};
use chrono::{DateTime, Utc};
use domain::moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// What is known of reports; `None` until the server answered, and for who has nothing to do with them.
pub fn known(desk: Desk) -> RwSignal<Option<Known>> {
    let known = RwSignal::new(None);
    let takes_part = Memo::new(move |_| {
        let actor = desk.actor();
        desk.reference.with(|reference| {
            let procedure = reference.as_ref().map(|r| &r.procedure);
            procedure.is_some_and(|p| p.reports.iter().any(|report| p.reads(&actor, report)))
        })
    });
    Effect::new(move |_| {
        if takes_part.get() {
            spawn_local(async move {
                // Without a network there is nothing to make or read.
                if let Ok(found) = list_reports().await {
                    known.try_set(Some(found));
                }
            });
        }
    });
    known
}

/// All reports of this person, as a part of the page with figures.
#[component]
pub fn Reports() -> impl IntoView {
    let desk = use_desk();
    let known = known(desk);
    let problem = RwSignal::new(None::<String>);
    let rest = move |known: Known| {
        let (owed, earlier): (Vec<_>, Vec<_>) = known.unmade.into_iter().partition(|one| one.owed);
        let earlier = (!earlier.is_empty()).then(|| {
            let lines = earlier
                .into_iter()
                .map(|one| view! { <Make title=one.title problem/> });
            view! {
                <details class="explain">
                    <summary>{tr("Over een eerdere periode", "Over an earlier period")}</summary>
                    <ul class="due">{lines.collect_view()}</ul>
                </details>
            }
        });
        view! {
            <section class="figures-part" aria-labelledby="reports">
                <h2 id="reports">{tr("Rapportages", "Reports")}</h2>
                <FormError problem/>
                {(owed.is_empty() && known.listed.is_empty()).then(|| view! {
                    <p class="soft">{tr("Er is nog geen rapportage verstuurd.", "No report has been sent yet.")}</p>
                })}
                <ul class="due">
                    {owed.into_iter().map(|one| view! { <Make title=one.title owed=true problem/> }).collect_view()}
                    {known.listed.into_iter().map(|one| listed(desk, one)).collect_view()}
                </ul>
                {earlier}
            </section>
        }
    };
    move || {
        known
            .get()
            .filter(|known| *known != Known::default())
            .map(rest)
    }
}

/// A report that can be begun.
#[component]
fn Make(
    title: Title,
    #[prop(optional)] owed: bool,
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let (report, period) = (title.report.clone(), title.period);
    let begin = move |_| {
        let (report, navigate) = (report.clone(), navigate.clone());
        busy.set(true);
        spawn_local(async move {
            match begin_report(report, period).await {
                Ok(id) => navigate(&format!("/app/figures/{id}"), Default::default()),
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                    busy.try_set(false);
                }
            }
        });
    };
    let named = format!("{} {}", tr("Maak", "Make"), title.name.get(language()));
    let when = owed.then(|| since(&title));
    view! {
        <li class="due-line">
            <span class="due-what">{what(&title)}</span>
            <span class="due-when">
                {when.map(|when| view! { <span class="standing" data-tone="soon">{when}</span> })}
                <button type="button" class="button small" aria-label=named disabled=busy on:click=begin>
                    <Icon name="edit"/>{tr("Maak", "Make")}
                </button>
            </span>
        </li>
    }
}

fn listed(desk: Desk, report: Listed) -> impl IntoView + use<> {
    let by = desk
        .reference
        .with_untracked(|r| r.as_ref().map(|r| r.name(report.by)))
        .unwrap_or_default();
    let (tone, standing) = match report.sent_at {
        None => ("soon", tr("concept", "draft").to_owned()),
        Some(_) if report.to_decide => {
            ("soon", tr("besluit gevraagd", "decision asked").to_owned())
        }
        Some(_) if report.decisions > 0 => ("done", tr("besluit genomen", "decided").to_owned()),
        Some(_) => ("done", tr("verstuurd", "sent").to_owned()),
    };
    let who = match report.sent_at {
        Some(at) => format!("{}, {by}", day(desk, at)),
        None => by,
    };
    view! {
        <li class="due-line">
            <a class="due-what" href=format!("/app/figures/{}", report.id)>{what(&report.title)}</a>
            <span class="due-when">
                <span class="standing" data-tone=tone>{standing}</span>
                <span class="soft">{who}</span>
            </span>
        </li>
    }
}

/// Name, period and rule.
pub fn what(title: &Title) -> impl IntoView + use<> {
    let name = title.name.get(language()).to_owned();
    let period = title.period.name(language());
    let rule = format!(" · {} {}", tr("regel", "rule"), title.rule);
    view! { <strong>{name}</strong><span>{period}<span class="soft">{rule}</span></span> }
}

/// Since when a report can be made: the day after its period.
pub fn since(title: &Title) -> String {
    let after = title.period.until.succ_opt().unwrap_or(title.period.until);
    format!(
        "{} {}",
        tr("te maken sinds", "to be made since"),
        moment::day(after, language())
    )
}

/// The day of a moment, by the organisation's clock.
pub fn day(desk: Desk, at: DateTime<Utc>) -> String {
    desk.reference.with_untracked(|reference| {
        let calendar = reference.as_ref().map(|r| &r.procedure.calendar);
        let date = calendar.map_or(at.date_naive(), |calendar| calendar.wall(at).date());
        moment::day_with_year(date, language())
    })
}
