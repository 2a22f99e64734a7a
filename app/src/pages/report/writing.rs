//! Writing a report: analysis and advice, kept on the device at every key, saved on the server, and sent.

use crate::api::report::{Draft, Report, Then, save_report};
use crate::local::{desk::use_desk, drafts};
use crate::ui::{Dialog, FormError, Icon, TextArea};
use crate::words::{language, tr};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Writing(begun: Report, renew: Callback<Report>) -> impl IntoView {
    let desk = use_desk();
    let id = begun.id;
    let (analysis, advice) = (
        RwSignal::new(begun.analysis.clone()),
        RwSignal::new(begun.advice.clone()),
    );
    // What the server holds, and its revision.
    let saved = RwSignal::new((begun.analysis, begun.advice, begun.revision));
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let sending = RwSignal::new(false);
    let unsaved = Memo::new(move |_| {
        saved.with(|(a, b, _)| analysis.with(|now| now != a) || advice.with(|now| now != b))
    });
    let text = Memo::new(move |_| {
        let words = unsaved
            .get()
            .then(|| serde_json::to_string(&(analysis.get(), advice.get())));
        words.and_then(Result::ok).unwrap_or_default()
    });
    let restore = Callback::new(move |kept: String| {
        if let Ok((kept_analysis, kept_advice)) = serde_json::from_str::<(String, String)>(&kept) {
            analysis.try_set(kept_analysis);
            advice.try_set(kept_advice);
        }
    });
    drafts::keep(desk, format!("report.{id}"), text, restore);
    let save = move |and: Then| {
        let draft = Draft {
            id,
            revision: saved.with_untracked(|saved| saved.2),
            analysis: analysis.get_untracked(),
            advice: advice.get_untracked(),
            and,
        };
        busy.set(true);
        spawn_local(async move {
            let written = (draft.analysis.clone(), draft.advice.clone());
            match save_report(draft).await {
                Ok(report) => {
                    problem.try_set(None);
                    saved.try_set((written.0, written.1, report.revision));
                    sending.try_set(false);
                    desk.toast(match and {
                        Then::Keep => tr("Het concept is bewaard.", "The draft was saved."),
                        Then::Count => tr(
                            "De cijfers zijn opnieuw geteld.",
                            "The figures were counted again.",
                        ),
                        Then::Send => tr("De rapportage is verstuurd.", "The report was sent."),
                    });
                    renew.try_run(report);
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
            busy.try_set(false);
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save(Then::Keep);
    };
    let nameless = begun.anonymous.then(|| {
        tr(
            "Schrijf zonder namen, adressen en dossiernummers.",
            "Write without names, addresses and numbers of dossiers.",
        )
        .to_owned()
    });
    let asks_advice = begun.asks_advice;
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextArea id="report-analysis" label=tr("Analyse", "Analysis") value=analysis rows=8 required=true hint=nameless.unwrap_or_default()/>
            <TextArea id="report-advice" label=tr("Advies", "Advice") value=advice rows=6 required=asks_advice/>
            <FormError problem=Signal::derive(move || problem.get().filter(|_| !sending.get()))/>
            <div class="button-row">
                <button type="button" class="button primary" disabled=busy on:click=move |_| { problem.set(None); sending.set(true); }>
                    <Icon name="sent"/>{tr("Verstuur", "Send")}
                </button>
                <button type="submit" class="button" disabled=busy>{tr("Bewaar concept", "Save draft")}</button>
                <button type="button" class="button plain" disabled=busy on:click=move |_| save(Then::Count)>{tr("Tel opnieuw", "Count again")}</button>
                <span class="soft" role="status">{move || unsaved.get().then(|| tr("Nog niet bewaard", "Not saved yet"))}</span>
            </div>
        </form>
        <Dialog open=sending title=Signal::derive(|| tr("Rapportage versturen", "Send the report").to_owned())>
            <div class="dialog-body">
                <p class="consequence">{tr(
                    "Wie de rapportage krijgt, kan haar daarna lezen. Cijfers en tekst veranderen dan niet meer.",
                    "Whoever gets the report can read it from then on. Figures and text do not change any more.",
                )}</p>
                <FormError problem/>
            </div>
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| sending.set(false)>{tr("Terug", "Back")}</button>
                <button type="button" class="button primary" disabled=busy on:click=move |_| save(Then::Send)>{tr("Verstuur", "Send")}</button>
            </div>
        </Dialog>
    }
}
