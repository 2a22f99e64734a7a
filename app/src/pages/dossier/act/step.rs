//! A step that only some procedures have: the form that `domain::form` describes, one input below the other.

use super::Shown;
use super::people;
use crate::local::device;
use crate::ui::{Choice, Form, RecordDialog, TextArea, TextField, YesOrNo};
use crate::words::{language, tr};
use domain::action::Action;
use domain::event::EventKind;
use domain::form::{self, Input, InputKind};
use domain::id::MeasureId;
use domain::refusal::{Fault, Problem};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What was typed, by the inputs' names.
type Typed = StoredValue<Vec<(&'static str, RwSignal<String>)>>;

#[component]
pub fn Step(shown: Shown, kind: EventKind) -> impl IntoView {
    let form = shown.form(kind.name());
    let inputs = shown
        .peek()
        .map(|(opened, reference)| {
            let (dossier, procedure) = (&opened.dossier, &reference.procedure);
            form::inputs(kind, dossier, procedure, language(), device::now())
        })
        .unwrap_or_default();
    let typed: Typed = StoredValue::new(
        inputs
            .iter()
            .map(|input| (input.name, form.field(input.name, input.initial.clone())))
            .collect(),
    );
    let inputs = StoredValue::new(inputs);
    let measure = MeasureId(device::new_id());
    let event = Callback::new(move |()| {
        let answers: BTreeMap<&str, String> = typed.with_value(|typed| {
            let answer = |(name, value): &(&'static str, RwSignal<String>)| (*name, value.get());
            typed.iter().map(answer).collect()
        });
        let made = shown.desk.reference.with(|reference| {
            let calendar = &reference.as_ref()?.procedure.calendar;
            Some(inputs.with_value(|inputs| form::event(kind, inputs, &answers, calendar, measure)))
        });
        let none = || Problem::new(kind.name(), Fault::Missing);
        made.ok_or_else(none)?
            .map_err(|problems| problems.into_iter().next().unwrap_or_else(none))
    });
    let action = Action::Record(kind);
    // The organisation's own word, where its procedure has one.
    let own = shown.peek().and_then(|(_, reference)| {
        let name = reference.procedure.step(kind)?.name.clone();
        name.map(|name| name.get(language()).to_owned())
    });
    let title = own.unwrap_or_else(|| action.label(language()).to_owned());
    view! {
        <RecordDialog form event title=title action=action.label(language())>
            {move || {
                let rows = inputs.get_value().into_iter().filter_map(|input| {
                    let value = typed.with_value(|typed| {
                        typed.iter().find(|(name, _)| *name == input.name).map(|(_, value)| *value)
                    })?;
                    Some(row(input, value, form, shown))
                });
                rows.collect_view()
            }}
        </RecordDialog>
    }
}

fn row(input: Input, value: RwSignal<String>, form: Form, shown: Shown) -> AnyView {
    let Input {
        name,
        label,
        kind,
        required,
        ..
    } = input;
    let id = format!("step-{name}");
    let error = form.error(name);
    let required = Signal::stored(required);
    let line = |kind: &'static str, inputmode: &'static str| {
        view! { <TextField id=id.clone() label=label.clone() value kind inputmode error required/> }
            .into_any()
    };
    match kind {
        InputKind::Text => view! { <TextArea id label value error required/> }.into_any(),
        InputKind::Line => line("text", ""),
        InputKind::Date => line("date", ""),
        InputKind::Moment => line("datetime-local", ""),
        InputKind::Money => line("text", "decimal"),
        InputKind::Score(_) => line("number", "numeric"),
        InputKind::Flag(yes, no) => {
            let required = required.get_untracked();
            view! { <YesOrNo id label yes no value error required/> }.into_any()
        }
        InputKind::Choice(options) => {
            let options = with_nothing(options);
            view! { <Choice id label value options=options error required/> }.into_any()
        }
        InputKind::Person(roles) => {
            let known = shown.peek();
            let options = known
                .map(|(opened, reference)| people::choices(&opened.dossier, &reference, &roles));
            view! { <Choice id label value options=options.unwrap_or_default() error required/> }
                .into_any()
        }
        InputKind::PersonConcerned => {
            let known = shown.peek();
            let options = known.map(|(opened, reference)| {
                let about = opened.dossier.about.iter();
                about
                    .map(|person| (person.to_string(), reference.name(*person)))
                    .collect()
            });
            let options = with_nothing(options.unwrap_or_default());
            view! { <Choice id label value options=options error required/> }.into_any()
        }
    }
}

/// The possibilities, after one that asks to choose.
fn with_nothing(mut options: Vec<(String, String)>) -> Vec<(String, String)> {
    options.insert(0, (String::new(), tr("Kies", "Choose").to_owned()));
    options
}
