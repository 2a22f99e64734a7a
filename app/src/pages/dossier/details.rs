//! The details: everything that was told at intake, to correct one by one.

mod edit;

use super::shown::{Known, Shown};
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::event::EventKind;
use domain::party::{Address, Field, PartyField};
use domain::validate::ALL_FIELDS;
use edit::Edit;
use leptos::prelude::*;

/// Details of one kind under one heading.
#[derive(Clone, PartialEq)]
struct Group {
    title: &'static str,
    lines: Vec<Line>,
}

/// One detail.
#[derive(Clone, PartialEq)]
struct Line {
    /// `None` for an address on one line, which is changed part by part.
    field: Option<Field>,
    name: String,
    value: String,
    words: String,
}

/// `editing` shows all fields with a way to change each; `e` switches it.
#[component]
pub fn Details(shown: Shown, editing: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(None::<Field>);
    let may = Memo::new(move |_| shown.may(EventKind::DetailChanged));
    let edit = Memo::new(move |_| editing.get() && may.get());
    // By value, so that a field being changed is left alone when something else arrives.
    let groups = Memo::new(move |_| {
        shown
            .get()
            .map(|known| groups(&known, edit.get()))
            .unwrap_or_default()
    });
    let toggle = move |_| {
        chosen.set(None);
        editing.update(|editing| *editing = !*editing);
    };
    view! {
        <section class="panel" aria-labelledby="details">
            <div class="panel-head">
                <h2 id="details">{tr("Gegevens", "Details")}</h2>
                <Show when=move || may.get()>
                    <button type="button" class="button plain small" on:click=toggle>
                        <Icon name="edit"/>{move || if editing.get() { tr("Klaar", "Done") } else { tr("Wijzig", "Change") }}
                    </button>
                </Show>
            </div>
            {move || groups.get().into_iter().map(|group| {
                let lines = group.lines.into_iter().map(|line| row(shown, line, edit.get_untracked(), chosen)).collect_view();
                view! { <h3>{group.title}</h3><dl class="facts">{lines}</dl> }
            }).collect_view()}
        </section>
    }
}

fn groups(known: &Known, edit: bool) -> Vec<Group> {
    let dossier = &known.0.dossier;
    let of = |wanted: fn(&Field) -> bool| {
        ALL_FIELDS
            .iter()
            .copied()
            .filter(wanted)
            .collect::<Vec<_>>()
    };
    let mut report = vec![
        Field::Description,
        Field::Category,
        Field::Region,
        Field::Reference,
    ];
    // Only where the procedure asks for them.
    let kind = known.1.procedure.kind(&dossier.kind);
    let asked = [Field::ArisenOn, Field::Severity, Field::Impact]
        .into_iter()
        .filter(|field| kind.is_some_and(|kind| kind.required.contains(field)));
    report.extend(asked);
    let other = tr(
        "Klant, als dat iemand anders is",
        "Customer, when someone else",
    );
    let customer = if dossier.customer.is_some() {
        tr("Klant", "Customer")
    } else {
        other
    };
    let fields = [
        (tr("Melding", "Report"), report, None),
        (
            tr("Klager", "Complainant"),
            of(|field| matches!(field, Field::Complainant(_))),
            Some(&dossier.complainant.address),
        ),
        (
            customer,
            of(|field| matches!(field, Field::Customer(_))),
            dossier.customer.as_ref().map(|customer| &customer.address),
        ),
        (
            tr("Plek van het werk", "Place of the work"),
            of(|field| matches!(field, Field::Site(_))),
            dossier.site.as_ref(),
        ),
    ];
    let groups = fields.into_iter().map(|(title, fields, address)| {
        let single = fields
            .into_iter()
            .filter(|field| edit || (!is_address(*field) && !dossier.value(*field).is_empty()));
        let mut lines: Vec<Line> = single.map(|field| line(known, field)).collect();
        lines.extend(
            address
                .filter(|address| !edit && !address.is_empty())
                .map(whole),
        );
        Group { title, lines }
    });
    groups.filter(|group| !group.lines.is_empty()).collect()
}

fn is_address(field: Field) -> bool {
    matches!(
        field,
        Field::Complainant(PartyField::Address(_))
            | Field::Customer(PartyField::Address(_))
            | Field::Site(_)
    )
}

fn whole(address: &Address) -> Line {
    let words = address.line();
    Line {
        field: None,
        name: tr("Adres", "Address").into(),
        value: words.clone(),
        words,
    }
}

fn line((opened, reference): &Known, field: Field) -> Line {
    let value = opened.dossier.value(field).to_owned();
    let words = match field {
        Field::Region => reference.region_name(&value),
        _ => reference.procedure.value_name(field, &value, language()),
    };
    Line {
        field: Some(field),
        name: short(field),
        value,
        words,
    }
}

fn row(shown: Shown, line: Line, edit: bool, chosen: RwSignal<Option<Field>>) -> impl IntoView {
    let Line {
        field,
        name,
        value,
        words,
    } = line;
    let empty = value.is_empty().then_some("");
    let chosen_here = move || edit && field.is_some() && chosen.get() == field;
    let content = move || match field {
        Some(field) if chosen_here() => {
            view! { <Edit shown field value=value.clone() chosen/> }.into_any()
        }
        Some(field) if edit => pencil(field, words.clone(), chosen),
        _ => plain(field, words.clone()),
    };
    view! { <dt data-empty=empty>{name}</dt><dd data-empty=empty>{content}</dd> }
}

fn pencil(field: Field, words: String, chosen: RwSignal<Option<Field>>) -> AnyView {
    let label = format!("{}: {}", tr("Wijzig", "Change"), field.label(language()));
    let words = if words.is_empty() {
        "–".to_owned()
    } else {
        words
    };
    view! {
        <button type="button" class="button plain small" aria-label=label on:click=move |_| chosen.set(Some(field))>
            <Icon name="edit"/>{words}
        </button>
    }
    .into_any()
}

fn plain(field: Option<Field>, words: String) -> AnyView {
    let link = match field {
        Some(Field::Complainant(PartyField::Phone) | Field::Customer(PartyField::Phone)) => {
            Some(format!("tel:{words}"))
        }
        Some(Field::Complainant(PartyField::Email) | Field::Customer(PartyField::Email)) => {
            Some(format!("mailto:{words}"))
        }
        _ => None,
    };
    match link {
        Some(link) => view! { <a href=link>{words}</a> }.into_any(),
        None => words.into_any(),
    }
}

/// The field's name without whose it is: the heading says that.
fn short(field: Field) -> String {
    if field == Field::ArisenOn {
        return tr("Ontstaan op", "Arose on").to_owned();
    }
    let label = field.label(language());
    let end = [" van ", " of the "]
        .iter()
        .filter_map(|word| label.find(word))
        .min()
        .unwrap_or(label.len());
    let mut letters = label[..end].chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
