//! The questions, in the order of the telephone.

use super::asked::{Admissibility, Asked};
use super::field::{Line, label};
use super::form::Form;
use super::party::{AddressFields, AddressSide, PartyFields};
use super::typed::takes_in;
use crate::local::desk::use_desk;
use crate::ui::{Choice, Icon, Segments, TextArea, TextField};
use crate::words::{language, tr};
use domain::event::EventKind;
use domain::moment;
use domain::party::Field;
use domain::procedure::Procedure;
use leptos::prelude::*;

#[component]
pub fn Sections(form: Form) -> impl IntoView {
    let kinds = from_procedure(|p| {
        p.kinds
            .iter()
            .map(|kind| (kind.id.clone(), kind.name.get(language()).to_owned()))
            .collect()
    });
    let categories = from_procedure(|p| {
        let none = (
            String::new(),
            tr("Nog niet gekozen", "Not chosen yet").to_owned(),
        );
        std::iter::once(none)
            .chain(
                p.categories
                    .iter()
                    .map(|c| (c.id.clone(), c.name.get(language()).to_owned())),
            )
            .collect()
    });
    let (visits, closed) = (visits(), closed());
    view! {
        <section class="form-section" aria-labelledby="intake-who">
            <Segments id="kind" label=tr("Soort melding", "Kind of report") value=form.typed.kind options=kinds/>
            <Show when=move || closed.get()>
                <div class="field">
                    <span class="field-label">{tr("Hoe kwam het binnen", "How it came in")}</span>
                    <Channels form/>
                </div>
            </Show>
            <h2 id="intake-who">{tr("Wie meldt het", "Who reports it")}</h2>
            <PartyFields form side=Field::Complainant/>
            <Apart value=form.typed.customer_apart id="customer-apart" words=tr("De klant is iemand anders", "The customer is someone else")/>
        </section>
        <Show when=move || form.typed.customer_apart.get()>
            <section class="form-section" aria-labelledby="intake-customer">
                <h2 id="intake-customer">{tr("De klant", "The customer")}</h2>
                <PartyFields form side=Field::Customer/>
            </section>
        </Show>
        <section class="form-section" aria-labelledby="intake-what">
            <h2 id="intake-what">{tr("Wat is er aan de hand", "What is the matter")}</h2>
            <TextArea
                id="description" label=label(Field::Description) value=form.typed.value(Field::Description)
                required=Signal::derive(move || form.typed.requires(Field::Description))
                error=Signal::derive(move || form.error("description"))
            />
            <div class="field-row">
                <Choice id="category" label=label(Field::Category) value=form.typed.value(Field::Category) options=categories
                    required=Signal::derive(move || form.typed.requires(Field::Category))
                    error=Signal::derive(move || form.error("category"))/>
                <Line form field=Field::Reference/>
            </div>
            <Asked form/>
            <Show when=move || visits.get()>
                <Apart value=form.typed.site_apart id="site-apart" words=tr("Het werk is op een ander adres", "The work is at another address")/>
            </Show>
            <Show when=move || form.typed.site_apart.get()>
                <AddressFields form side=AddressSide::Site/>
            </Show>
            <RegionChoice form/>
            <About form/>
        </section>
        <How form/>
    }
}

/// Whether somebody goes to where the work is; only then its address matters.
pub fn visits() -> Memo<bool> {
    let desk = use_desk();
    Memo::new(move |_| {
        desk.reference.with(|r| {
            r.as_ref()
                .is_some_and(|r| r.procedure.uses(EventKind::VisitPlanned))
        })
    })
}

/// Whether some channel is closed: then it is asked first, so that a complainant hears at once how to file (LG-01).
fn closed() -> Memo<bool> {
    let desk = use_desk();
    Memo::new(move |_| {
        desk.reference.with(|r| {
            let channels = r.as_ref().map(|r| r.procedure.channels.as_slice());
            channels
                .unwrap_or_default()
                .iter()
                .any(|channel| !channel.accepted)
        })
    })
}

/// How it came in, and what the complainant must be told of that.
#[component]
fn Channels(form: Form) -> impl IntoView {
    let desk = use_desk();
    // What only others may take in is not offered.
    let channels = Signal::derive(move || {
        let actor = desk.actor();
        desk.reference.with(|r| {
            let channels = r.as_ref().map(|r| takes_in(&r.procedure, &actor));
            let channels = channels.unwrap_or_default().into_iter();
            channels
                .map(|c| (c.id.clone(), c.name.get(language()).to_owned()))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Segments id="channel" label=tr("Hoe kwam het binnen", "How it came in") value=form.typed.channel options=channels/>
        <Admissibility form/>
    }
}

/// Channel and moment: usually right already.
#[component]
fn How(form: Form) -> impl IntoView {
    let desk = use_desk();
    let read = Signal::derive(move || {
        let now = desk.now.get();
        desk.reference
            .with(|r| {
                let calendar = &r.as_ref()?.procedure.calendar;
                let at = form.typed.received_at(calendar, now)?;
                let typed = !form.typed.received.with(|text| text.trim().is_empty());
                typed.then(|| moment::moment_with_year(calendar, at, language()))
            })
            .unwrap_or_else(|| {
                tr(
                    "Leeg is nu. Of bijvoorbeeld: gisteren 14:30",
                    "Empty is now. Or for instance: yesterday 14:30",
                )
                .to_owned()
            })
    });
    let closed = closed();
    view! {
        <section class="form-section" aria-labelledby="intake-how">
            <h2 id="intake-how">{tr("Hoe en wanneer", "How and when")}</h2>
            <Show when=move || !closed.get()><Channels form/></Show>
            <TextField
                id="received_at" label=tr("Ontvangen", "Received") value=form.typed.received hint=read autocomplete="off"
                error=Signal::derive(move || form.error("received_at"))
            />
        </section>
    }
}

/// Asked only when the postcode does not tell it: it is of no region, or the place was told without one.
#[component]
fn RegionChoice(form: Form) -> impl IntoView {
    let desk = use_desk();
    let asked = Memo::new(move |_| {
        desk.reference.with(|r| {
            r.as_ref().is_some_and(|r| {
                !r.regions.is_empty()
                    && form.typed.region_by_postcode(r).is_none()
                    && form.typed.is_placed()
            })
        })
    });
    let options = Signal::derive(move || {
        let none = (
            String::new(),
            tr("Volgt uit de postcode", "Follows from the postcode").to_owned(),
        );
        let regions = desk.reference.with(|r| {
            r.as_ref().map(|r| {
                r.regions
                    .iter()
                    .map(|x| (x.id.clone(), x.name.clone()))
                    .collect::<Vec<_>>()
            })
        });
        std::iter::once(none)
            .chain(regions.unwrap_or_default())
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || asked.get()>
            <Choice id="region" label=label(Field::Region) value=form.typed.value(Field::Region) options/>
        </Show>
    }
}

/// Employees whom it is about; they take no part in it (GP-13, NX-07).
#[component]
fn About(form: Form) -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(!form.typed.about.with_untracked(Vec::is_empty));
    let picked = RwSignal::new(String::new());
    let people = move || {
        desk.reference
            .with(|r| r.as_ref().map(|r| r.people.clone()).unwrap_or_default())
    };
    let options = Signal::derive(move || {
        let none = (
            String::new(),
            tr("Kies een medewerker", "Choose an employee").to_owned(),
        );
        let chosen = form.typed.about.get();
        let free = people()
            .into_iter()
            .filter(|p| p.active && !chosen.contains(&p.id))
            .map(|p| (p.id.to_string(), p.name));
        std::iter::once(none).chain(free).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        if let Ok(person) = picked.get().parse() {
            form.typed.about.update(|about| about.push(person));
            picked.set(String::new());
        }
    });
    Effect::new(move |_| {
        if !open.get() && !form.typed.about.with_untracked(Vec::is_empty) {
            form.typed.about.set(vec![]);
        }
    });
    view! {
        <Apart value=open id="about-open" words=tr("Het gaat over een medewerker", "It is about an employee")/>
        <Show when=move || open.get()>
            <Choice id="about" label=tr("Over wie", "About whom") value=picked options/>
            <p class="soft">{tr("Deze medewerker ziet de klacht niet en werkt er niet aan mee.", "This employee does not see the complaint and takes no part in it.")}</p>
            <div class="button-row">
                {move || form.typed.about.get().into_iter().map(|person| {
                    let name = people().into_iter().find(|p| p.id == person).map(|p| p.name).unwrap_or_default();
                    let label = format!("{} {name}", tr("Weghalen:", "Remove:"));
                    view! {
                        <button type="button" class="button small" aria-label=label on:click=move |_| form.typed.about.update(|about| about.retain(|p| *p != person))>
                            {name.clone()}<Icon name="x"/>
                        </button>
                    }
                }).collect_view()}
            </div>
        </Show>
    }
}

/// A yes-or-no that opens more questions.
#[component]
pub fn Apart(value: RwSignal<bool>, id: &'static str, words: &'static str) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" id=id prop:checked=move || value.get() on:change=move |event| value.set(event_target_checked(&event))/>
            {words}
        </label>
    }
}

fn from_procedure(
    choose: fn(&Procedure) -> Vec<(String, String)>,
) -> Signal<Vec<(String, String)>> {
    let desk = use_desk();
    Signal::derive(move || {
        desk.reference
            .with(|r| r.as_ref().map(|r| choose(&r.procedure)).unwrap_or_default())
    })
}
