//! Judging the complaint that is before the table: the ruling, why, and who judged along (GP-08).

use super::walk::Walk;
use crate::local::device;
use crate::pages::dossier::act::Act;
use crate::pages::dossier::shown::Shown;
use crate::ui::field::FieldError;
use crate::ui::{Icon, TextArea};
use crate::words::{language, tr};
use domain::action::Action;
use domain::consequence::consequences;
use domain::event::{EventKind, Handling, Ruled};
use domain::id::PersonId;
use domain::permission::Deed;
use domain::person::Person;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Ruling(walk: Walk, shown: Shown) -> impl IntoView {
    let draft = format!("ruling.{}", shown.id);
    let kept: (String, String) = device::draft(&draft).unwrap_or_default();
    let (ruling, reasons) = (RwSignal::new(kept.0), RwSignal::new(kept.1));
    let tried = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let name = StoredValue::new(draft);
    Effect::new(move |_| {
        let typed = (ruling.get(), reasons.get());
        let typed = (!typed.0.is_empty() || !typed.1.is_empty()).then_some(typed);
        name.with_value(|name| device::set_draft(name, typed.as_ref()));
    });
    let may = Memo::new(move |_| {
        shown
            .opened
            .get()
            .is_some_and(|opened| walk.desk.may(&opened, Deed::Record(EventKind::Ruled)))
    });
    let done = Memo::new(move |_| {
        let (opened, reference) = shown.get()?;
        let ruling = opened.dossier.ruling.as_ref()?;
        Some((
            reference
                .procedure
                .ruling_name(&ruling.what.ruling, language()),
            ruling.what.reasons.clone(),
        ))
    });
    let event = move || {
        let today = walk.desk.reference.with(|r| {
            r.as_ref()
                .map(|r| r.procedure.calendar.wall(device::now()).date())
        });
        Ruled {
            ruling: ruling.get(),
            reasons: reasons.with(|text| text.trim().to_owned()),
            meeting: today,
            with: company(walk, shown),
            ..Ruled::default()
        }
    };
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            if !tried.get() {
                return None;
            }
            let missing = match field {
                "ruling" => ruling.with(String::is_empty),
                "reasons" => reasons.with(|text| text.trim().is_empty()),
                _ => needs_company(walk) && company(walk, shown).is_empty(),
            };
            missing.then(|| match field {
                "with" => tr("Kies wie er mee oordeelt.", "Choose who judges along.").to_owned(),
                "ruling" => tr("Kies een oordeel.", "Choose a ruling.").to_owned(),
                _ => tr("Schrijf in een zin waarom.", "Write why, in a sentence.").to_owned(),
            })
        })
    };
    let save = move || {
        tried.set(true);
        let complete = untrack(|| {
            ["ruling", "reasons", "with"]
                .iter()
                .all(|field| wrong(field).get().is_none())
        });
        if !complete || busy.get_untracked() {
            return;
        }
        let ruled = untrack(event);
        let remedy = walk.desk.reference.with_untracked(|r| {
            r.as_ref().and_then(|r| {
                r.procedure
                    .ruling(&ruled.ruling)
                    .map(|ruling| ruling.remedy)
            })
        });
        busy.set(true);
        failed.set(None);
        let draft = name.get_value();
        spawn_local(async move {
            match walk.desk.record(shown.id, ruled).await {
                Ok(_) => {
                    device::set_draft::<(String, String)>(&draft, None);
                    walk.judged.try_update(|judged| {
                        judged.insert(shown.id);
                    });
                    walk.desk
                        .toast(tr("Bewaard op dit toestel", "Saved on this device"));
                    match remedy {
                        Some(true) => {
                            shown.act.try_set(Some(Act::Do(Action::AssignRemedy)));
                        }
                        _ => walk.go_on(),
                    }
                }
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                }
            }
            busy.try_set(false);
        });
    };
    // When the repair was given to someone, the next complaint comes before the table.
    Effect::new(move |before: Option<bool>| {
        let assigning = shown.act.get() == Some(Act::Do(Action::AssignRemedy));
        if before == Some(true) && !assigning {
            walk.go_on();
        }
        assigning
    });
    view! {
        <form class="ruling" novalidate
            on:submit=move |event| { event.prevent_default(); save(); }
            on:keydown=move |event| if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                save();
            }
        >
            {move || match (done.get(), may.get()) {
                (Some((name, reasons)), _) => view! { <p><strong>{name}</strong>" "<span class="soft">{reasons}</span></p> }.into_any(),
                (None, false) => view! { <p class="soft">{tr("U kijkt mee. Iemand anders legt het oordeel vast.", "You look along. Someone else records the ruling.")}</p> }.into_any(),
                (None, true) => view! {
                    <Choices shown ruling wrong=wrong("ruling")/>
                    <TextArea id="ruling-reasons" label=tr("Waarom", "Why") value=reasons rows=2 required=true error=wrong("reasons")/>
                    <Company walk shown wrong=wrong("with")/>
                    <Outlook shown event=Signal::derive(event)/>
                    <p class="field-error" role="alert" hidden=move || failed.with(Option::is_none)><Icon name="alert"/><span>{move || failed.get()}</span></p>
                }.into_any(),
            }}
            <div class="button-row">
                <button class="button" type="button" on:click=move |_| walk.step(false)><Icon name="arrow-left"/>{tr("Vorige", "Previous")}</button>
                <button class="button" type="button" on:click=move |_| walk.step(true)>{tr("Volgende", "Next")}<Icon name="arrow-right"/></button>
                <Show when=move || done.with(Option::is_none) && may.get()>
                    <button class="button primary push" type="submit" aria-busy=move || busy.get().to_string()><Icon name="gavel"/>{tr("Leg oordeel vast", "Record ruling")}</button>
                </Show>
            </div>
        </form>
    }
}

#[component]
fn Choices(shown: Shown, ruling: RwSignal<String>, wrong: Signal<Option<String>>) -> impl IntoView {
    let rulings = shown.desk.reference.with_untracked(|r| {
        r.as_ref()
            .map(|r| r.procedure.rulings.clone())
            .unwrap_or_default()
    });
    view! {
        <fieldset class="field">
            <legend class="unseen">{tr("Oordeel", "Ruling")}</legend>
            <div class="ruling-choices">
                {rulings.into_iter().map(|choice| {
                    let (id, own) = (choice.id.clone(), choice.id);
                    let note = if choice.remedy { tr("er moet iets hersteld worden", "something must be put right") } else { tr("er volgt geen herstel", "no repair follows") };
                    view! {
                        <label class="tile">
                            <input type="radio" name="ruling" prop:checked=move || ruling.with(|chosen| *chosen == own) on:change=move |_| ruling.set(id.clone())/>
                            <span class="tile-text">{choice.name.get(language()).to_owned()}</span>
                            <span class="tile-note">{note}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
            <FieldError id="ruling-error" error=wrong/>
        </fieldset>
    }
}

/// Who judges along: those of whom the procedure asks at least one.
#[component]
fn Company(walk: Walk, shown: Shown, wrong: Signal<Option<String>>) -> impl IntoView {
    let people = move || {
        let me = walk.desk.actor().person;
        let (opened, reference) = shown.get()?;
        let role = reference.procedure.meeting.as_ref()?.attended_by?;
        let concerned = &opened.dossier.about;
        let fits = |person: &&Person| {
            person.active
                && person.roles.contains(&role)
                && person.id != me
                && !concerned.contains(&person.id)
        };
        let people: Vec<Person> = reference.people.iter().filter(fits).cloned().collect();
        Some((reference.procedure.role_name(role, language()), people))
            .filter(|(_, people)| !people.is_empty())
    };
    move || {
        people().map(|(role, people)| view! {
        <fieldset class="field">
            <legend class="field-label">{tr("Samen met", "Together with")}" "<span class="soft">{role}</span></legend>
            <div class="button-row">
                {people.into_iter().map(|person| {
                    let id = person.id;
                    view! {
                        <label class="check">
                            <input type="checkbox" prop:checked=move || walk.with.with(|with| with.contains(&id)) on:change=move |event| walk.with.update(|with| {
                                if event_target_checked(&event) { with.insert(id); } else { with.remove(&id); }
                            })/>
                            {person.name}
                        </label>
                    }
                }).collect_view()}
            </div>
            <FieldError id="with-error" error=wrong/>
        </fieldset>
    })
    }
}

/// What this ruling brings about, before it is recorded.
#[component]
fn Outlook(shown: Shown, event: Signal<Ruled>) -> impl IntoView {
    move || {
        let ruled = event.get();
        let (opened, reference) = shown.get()?;
        let (procedure, now) = (&reference.procedure, device::now());
        procedure.ruling(&ruled.ruling)?;
        let sentences = consequences(Some(&opened.dossier), &ruled.into(), procedure, now)
            .sentences(procedure, now, language());
        (!sentences.is_empty())
            .then(|| view! { <p class="consequence" role="status">{sentences.join(" ")}</p> })
    }
}

/// Who judges along on this complaint: never someone whom it is about (NX-07).
fn company(walk: Walk, shown: Shown) -> Vec<PersonId> {
    let about = shown
        .opened
        .get()
        .map(|opened| opened.dossier.about.clone())
        .unwrap_or_default();
    walk.with
        .get()
        .into_iter()
        .filter(|person| !about.contains(person))
        .collect()
}

fn needs_company(walk: Walk) -> bool {
    walk.desk.reference.with(|r| {
        r.as_ref().is_some_and(|r| {
            r.procedure
                .meeting
                .as_ref()
                .is_some_and(|meeting| meeting.needs_company(&r.me, Handling::Central))
        })
    })
}
