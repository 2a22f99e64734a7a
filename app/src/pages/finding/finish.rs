//! Ending a visit: the technician's advice, the customer's signature, and "visited".

use super::Step;
use super::draft::Fields;
use crate::local::device;
use crate::pages::dossier::shown::Shown;
use crate::pages::finding::made::Findings;
use crate::pages::finding::signatures::Signatures;
use crate::ui::{Consequences, FieldError, FormError, Icon, TextArea};
use crate::words::{language, tr};
use domain::event::{Advice, Purpose, Visited};
use domain::id::VisitId;
use domain::refusal::{Fault, Problem};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

#[component]
pub fn Finish(shown: Shown, visit: VisitId, form: Fields, step: RwSignal<Step>) -> impl IntoView {
    let name = format!("visit-{visit}");
    let (advice, reasons) = device::draft::<(Option<Advice>, String)>(&name).unwrap_or_default();
    let (advice, reasons) = (RwSignal::new(advice), RwSignal::new(reasons));
    let tried = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    Effect::new({
        let name = name.clone();
        move |_| {
            let typed = (advice.get(), reasons.get());
            let blank = typed.0.is_none() && typed.1.is_empty();
            device::set_draft(&name, (!blank).then_some(&typed));
        }
    });
    let event = move || Visited {
        visit,
        purpose: Purpose::Inspection,
        advice: advice.get(),
        reasons: reasons.get().trim().to_owned(),
    };
    let no_advice = move || {
        (tried.get() && advice.get().is_none())
            .then(|| tr("Kies een advies.", "Choose an advice.").to_owned())
    };
    let no_reasons = move || {
        let needed = advice.get().is_some_and(Advice::needs_reasons);
        let empty = reasons.with(|reasons| reasons.trim().is_empty());
        (tried.get() && needed && empty)
            .then(|| Problem::new("reasons", Fault::Missing).message(language()))
    };
    let navigate = use_navigate();
    let end = move |submit: SubmitEvent| {
        submit.prevent_default();
        tried.set(true);
        if untrack(no_advice).is_some() {
            crate::ui::focus("advice-0");
            return;
        }
        if untrack(no_reasons).is_some() {
            crate::ui::focus("reasons");
            return;
        }
        let (event, navigate, name) = (untrack(event), navigate.clone(), name.clone());
        spawn_local(async move {
            match shown.desk.record(shown.id, event).await {
                Ok(_) => {
                    device::set_draft::<()>(&name, None);
                    shown.desk.toast(tr(
                        "Bezoek afgerond, bewaard op dit toestel",
                        "Visit ended, saved on this device",
                    ));
                    navigate("/app/today", Default::default());
                }
                Err(error) => {
                    problem.try_set(Some(error.to_string()));
                }
            }
        });
    };
    let unfinished = move || !form.is_blank();
    view! {
        <div class="intake">
            <form class="form" novalidate on:submit=end>
                <Show when=unfinished>
                    <div class="notice" data-tone="soon">
                        <Icon name="alert"/>
                        <h2>{tr("Er staat nog een bevinding open", "A finding is still open")}</h2>
                        <p>{tr("Bewaar haar eerst, of gooi haar weg.", "Save it first, or throw it away.")}</p>
                        <div class="button-row">
                            <button type="button" class="button small" on:click=move |_| step.set(Step::Finding)>{tr("Terug naar de bevinding", "Back to the finding")}</button>
                            <button type="button" class="button small danger" on:click=move |_| form.clear()>{tr("Weggooien", "Throw away")}</button>
                        </div>
                    </div>
                </Show>
                <section class="form-section" aria-labelledby="advice">
                    <h2 id="advice">{tr("Uw advies", "Your advice")}</h2>
                    <AdviceTiles advice error=Signal::derive(no_advice)/>
                    <TextArea id="reasons" label=tr("Waarom", "Why") value=reasons error=Signal::derive(no_reasons)
                        hint=tr("Het oordeel valt in het overleg; daar leest men dit.", "The ruling is made in the meeting; there they read this.")/>
                </section>
                <Signatures shown visit=Some(visit)/>
                <section class="form-section" aria-labelledby="end">
                    <h2 id="end">{tr("Afronden", "End")}</h2>
                    <Consequences opened=shown.opened event=Signal::derive(move || Some(event().into()))/>
                    <FormError problem/>
                    <div class="button-row">
                        <button type="button" class="button" on:click=move |_| step.set(Step::Finding)>{tr("Nog een bevinding", "Another finding")}</button>
                        <button type="submit" class="button primary push">{tr("Bezoek afronden", "End the visit")}</button>
                    </div>
                </section>
            </form>
            <aside class="intake-aside" aria-label=tr("Bevindingen van dit bezoek", "Findings of this visit")>
                <Findings shown visit/>
            </aside>
        </div>
    }
}

#[component]
fn AdviceTiles(advice: RwSignal<Option<Advice>>, error: Signal<Option<String>>) -> impl IntoView {
    let tiles = Advice::ALL.into_iter().enumerate().map(|(index, which)| {
        let icon = match which {
            Advice::Founded => "check-circle",
            Advice::Unfounded => "x",
            Advice::Undecided => "help",
        };
        view! {
            <label class="tile">
                <input type="radio" name="advice" id=format!("advice-{index}") aria-describedby="advice-error"
                    prop:checked=move || advice.get() == Some(which) on:change=move |_| advice.set(Some(which))/>
                <svg class="tile-picture" aria-hidden="true"><use_ href=format!("/icons.svg#{icon}")></use_></svg>
                <span class="tile-text">{capital(which.label(language()))}</span>
            </label>
        }
    });
    let tiles = tiles.collect_view();
    view! {
        <fieldset class="field" aria-labelledby="advice">
            <div class="tiles">{tiles}</div>
            <FieldError id="advice-error" error/>
        </fieldset>
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
