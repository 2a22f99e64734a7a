//! Taking in a call: one page, in the order in which a person tells it (GP-02, GP-03, GP-04).

mod aside;
mod asked;
mod field;
mod form;
mod keys;
mod known;
mod party;
mod saved;
mod sections;
mod typed;

use crate::local::desk::use_desk;
use crate::ui::Icon;
use crate::words::{language, tr};
use aside::Aside;
use domain::event::EventKind;
use domain::permission::{Deed, may_anywhere};
use form::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use saved::Saved;
use sections::Sections;

#[component]
pub fn IntakePage() -> impl IntoView {
    let desk = use_desk();
    let saved = RwSignal::new(None);
    // By value: what is typed must not begin anew when something else about this person changed.
    let may = Memo::new(move |_| {
        let actor = desk.actor();
        desk.reference.with(|reference| {
            reference.as_ref().is_some_and(|r| {
                may_anywhere(&actor, Deed::Record(EventKind::Registered), &r.procedure)
            })
        })
    });
    view! {
        <Show when=move || desk.reference.with(Option::is_some)>
            <div class="page">
                {move || match (may.get(), saved.get()) {
                    (false, _) => view! { <NotYours/> }.into_any(),
                    (true, Some(dossier)) => view! { <Saved dossier=dossier another=move || saved.set(None)/> }.into_any(),
                    (true, None) => view! { <Intake saved=move |dossier| saved.set(Some(dossier))/> }.into_any(),
                }}
            </div>
        </Show>
    }
}

#[component]
fn Intake(saved: impl Fn(domain::id::DossierId) + Copy + Send + Sync + 'static) -> impl IntoView {
    let desk = use_desk();
    let form = Form::open(desk);
    provide_context(form);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        form.tried.set(true);
        if !form.wrong.with_untracked(Vec::is_empty) {
            keys::focus_soon("intake-errors");
            return;
        }
        let Some(registered) = form.registered() else {
            return;
        };
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match desk.register(registered).await {
                Ok(dossier) => {
                    form.forget();
                    saved(dossier);
                }
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                    busy.try_set(false);
                }
            }
        });
    };
    keys::focus_soon("complainant-name");
    view! {
        <div class="page-head">
            <h1>{tr("Nieuwe melding", "New report")}</h1>
        </div>
        <div class="intake">
            <form
                class="form" id="intake-form" novalidate autocomplete="off"
                on:submit=move |event| { event.prevent_default(); save(); }
                on:keydown=move |event| keys::on_key(&event, save)
                on:focusout=move |event| form.leave(&event)
            >
                <Errors form/>
                <Sections form/>
                <p class="field-error" role="alert" hidden=move || failed.with(Option::is_none)>
                    <Icon name="alert"/><span>{move || failed.get()}</span>
                </p>
                <div class="button-row">
                    <button class="button primary" type="submit" aria-busy=move || busy.get().to_string()>
                        <Icon name="check"/>{tr("Opslaan", "Save")}
                    </button>
                    <span class="soft wide"><kbd>"Ctrl"</kbd>" "<kbd>"Enter"</kbd></span>
                    <button class="button plain push" type="button" hidden=move || !form.is_begun() on:click=move |_| {
                        form.forget();
                        form.clear();
                        keys::focus_soon("complainant-name");
                    }>{tr("Alles wissen", "Clear all")}</button>
                </div>
            </form>
            <Aside form/>
        </div>
    }
}

/// What still has to be filled in, after trying to save; each line leads to its field.
#[component]
fn Errors(form: Form) -> impl IntoView {
    let shown = move || form.tried.get() && form.wrong.with(|wrong| !wrong.is_empty());
    let heading = move || match (language(), form.wrong.with(Vec::len)) {
        (domain::language::Language::Nl, 1) => "Nog één ding".to_owned(),
        (domain::language::Language::Nl, count) => format!("Nog {count} dingen"),
        (domain::language::Language::En, 1) => "One more thing".to_owned(),
        (domain::language::Language::En, count) => format!("{count} more things"),
    };
    view! {
        <div class="form-errors" role="alert" id="intake-errors" tabindex="-1" hidden=move || !shown()>
            <Show when=shown>
                <h2>{heading}</h2>
                <ul>
                    {move || form.wrong.get().into_iter().map(|wrong| {
                        let id = wrong.id.clone();
                        view! {
                            <li><a href=format!("#{}", wrong.id) on:click=move |event| {
                                event.prevent_default();
                                keys::focus_soon(&id);
                            }>{wrong.sentence}</a></li>
                        }
                    }).collect_view()}
                </ul>
            </Show>
        </div>
    }
}

#[component]
fn NotYours() -> impl IntoView {
    view! {
        <div class="empty">
            <h1>{tr("U neemt geen klachten aan", "You do not take in complaints")}</h1>
            <p>{tr("Geef wat u hoort door aan de klachtencoördinator.", "Pass on what you hear to the complaints coordinator.")}</p>
        </div>
    }
}
