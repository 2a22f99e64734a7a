//! A report over a period: a readable page that prints, with its figures as they were counted; its maker writes it here,
//! and whoever decides on it records that here.

mod decisions;
mod writing;

use crate::api::report::{Report, read_report};
use crate::local::desk::use_desk;
use crate::pages::figures::counted::Counted;
use crate::pages::figures::reports::day;
use crate::ui::Icon;
use crate::words::{language, tr};
use decisions::Decisions;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use writing::Writing;

/// `/app/figures/:report`.
#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|p| p.get("report").and_then(|id| id.parse::<Uuid>().ok())));
    let found = RwSignal::new(None::<Result<Report, String>>);
    Effect::new(move |_| {
        let id = id.get();
        found.set(None);
        spawn_local(async move {
            let answer = match id {
                Some(id) => read_report(id)
                    .await
                    .map_err(|error| error.message(language())),
                None => {
                    Err(tr("Deze rapportage is er niet.", "This report does not exist.").to_owned())
                }
            };
            found.try_set(Some(answer));
        });
    });
    // What is being written stays in its fields when the rest is told anew.
    let report = Memo::new(move |_| found.get().and_then(Result::ok));
    let writes = Memo::new(move |_| report.with(|r| r.as_ref().is_some_and(|r| r.may_write)));
    let renew = Callback::new(move |report: Report| {
        found.try_set(Some(Ok(report)));
    });
    view! {
        <article class="page report">
            {move || match found.get() {
                None => view! { <p class="soft" role="status">{tr("Bezig met laden", "Loading")}</p> }.into_any(),
                Some(Err(why)) => view! {
                    <h1>{tr("Rapportage", "Report")}</h1>
                    <div class="notice" data-tone="late" role="alert"><Icon name="alert"/><p>{why}</p></div>
                }.into_any(),
                Some(Ok(report)) => view! { <Head report/> }.into_any(),
            }}
            <Show when=move || writes.get()>
                {move || report.get_untracked().map(|begun| view! { <Writing begun renew/> })}
            </Show>
            {move || report.get().map(|report| view! {
                <Words report=report.clone()/>
                <Decisions report=report.clone() renew/>
                <section class="figures-part">
                    <h2>{tr("De cijfers", "The figures")}</h2>
                    <Counted figures=report.figures/>
                </section>
            })}
        </article>
    }
}

/// What it is, from whom, and for whom.
#[component]
fn Head(report: Report) -> impl IntoView {
    let desk = use_desk();
    let (organisation, by, to) = desk.reference.with_untracked(|reference| {
        let Some(r) = reference else {
            return Default::default();
        };
        let names = report
            .to
            .iter()
            .map(|role| r.procedure.role_name(*role, language()));
        (
            r.organisation_name.clone(),
            r.name(report.by),
            names.collect::<Vec<_>>().join(", "),
        )
    });
    let standing = match report.sent_at {
        Some(at) => language().pick(
            format!("Verstuurd op {} door {by}.", day(desk, at)),
            format!("Sent on {} by {by}.", day(desk, at)),
        ),
        None => language().pick(
            format!("Concept van {by}; alleen voor wie de rapportage maakt."),
            format!("Draft by {by}; only for who makes the report."),
        ),
    };
    let counted = day(desk, report.counted_at);
    let about = language().pick(
        format!(
            "Voor: {to}. Geteld op {counted}, over alles wat in de periode is ontvangen. Regel {}.",
            report.title.rule
        ),
        format!(
            "For: {to}. Counted on {counted}, over all that was received in the period. Rule {}.",
            report.title.rule
        ),
    );
    let print = |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <div class="page-head">
            <h1>{report.title.name.get(language()).to_owned()}", "{report.title.period.name(language())}</h1>
            <div class="button-row">
                <a class="button plain" href="/app/figures"><Icon name="arrow-left"/>{tr("Cijfers", "Figures")}</a>
                <button type="button" class="button" on:click=print><Icon name="print"/>{tr("Druk af", "Print")}</button>
            </div>
            <p class="page-intro">{organisation}". "{standing}" "{about}</p>
        </div>
    }
}

/// Analysis and advice of a report that was sent.
#[component]
fn Words(report: Report) -> impl IntoView {
    (!report.may_write).then(|| {
        let advice = (!report.advice.is_empty()).then(|| {
            view! {
                <section class="figures-part">
                    <h2>{tr("Advies", "Advice")}</h2>
                    <p class="report-words">{report.advice}</p>
                </section>
            }
        });
        view! {
            <section class="figures-part">
                <h2>{tr("Analyse", "Analysis")}</h2>
                <p class="report-words">{report.analysis}</p>
            </section>
            {advice}
        }
    })
}
