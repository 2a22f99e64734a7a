//! What was decided on a report, and recording it (GW-11).

use crate::api::report::{Report, decide_on_report};
use crate::local::desk::use_desk;
use crate::pages::figures::reports::day;
use crate::ui::TextArea;
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Decisions(report: Report, renew: Callback<Report>) -> impl IntoView {
    let desk = use_desk();
    if report.decided.is_empty() && !report.may_decide {
        return None;
    }
    let decided = report.decided.into_iter().map(|decided| {
        let by = desk
            .reference
            .with_untracked(|r| r.as_ref().map(|r| r.name(decided.by)));
        let told = format!("{}, {}", day(desk, decided.at), by.unwrap_or_default());
        view! { <li><p class="report-words">{decided.text}</p><p class="soft">{told}</p></li> }
    });
    let decided = decided.collect_view();
    let form = report
        .may_decide
        .then(|| view! { <Decide id=report.id renew/> });
    Some(view! {
        <section class="figures-part">
            <h2>{tr("Besluit", "Decision")}</h2>
            <ul class="report-decided">{decided}</ul>
            {form}
        </section>
    })
}

#[component]
fn Decide(id: uuid::Uuid, renew: Callback<Report>) -> impl IntoView {
    let desk = use_desk();
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        spawn_local(async move {
            match decide_on_report(id, text.get_untracked()).await {
                Ok(report) => {
                    desk.toast(tr(
                        "Het besluit is vastgelegd.",
                        "The decision was recorded.",
                    ));
                    renew.try_run(report);
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextArea id="report-decision" label=tr("Wat is besloten", "What was decided") value=text error=problem
                hint=tr("Noem de maatregelen, wie ze uitvoert en wanneer.", "Name the measures, who carries them out and when.").to_owned()/>
            <div class="button-row"><button type="submit" class="button primary" disabled=busy>{tr("Leg besluit vast", "Record decision")}</button></div>
        </form>
    }
}
