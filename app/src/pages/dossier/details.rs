//! The details: everything that was told at intake, to correct one by one.

mod edit;

use super::shown::{Known, Shown};
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::dossier::Dossier;
use domain::event::EventKind;
use domain::party::{Field, PartyField};
use domain::validate::ALL_FIELDS;
use edit::Edit;
use leptos::prelude::*;

/// `editing` shows all fields with a way to change each; `e` switches it.
#[component]
pub fn Details(shown: Shown, editing: RwSignal<bool>) -> impl IntoView {
    let field = RwSignal::new(None::<Field>);
    let may = Memo::new(move |_| shown.may(EventKind::DetailChanged));
    let groups = Memo::new(move |_| {
        shown
            .get()
            .map(|(opened, _)| groups(&opened.dossier))
            .unwrap_or_default()
    });
    let toggle = move |_| {
        field.set(None);
        editing.update(|editing| *editing = !*editing);
    };
    view! {
        <section class="panel" aria-labelledby="details">
            <div class="panel-head">
                <h2 id="details">{tr("Gegevens", "Details")}</h2>
                <Show when=move || may.get()>
                    <button type="button" class="button plain small" aria-pressed=move || editing.get().to_string() on:click=toggle>
                        <Icon name="edit"/>{move || if editing.get() { tr("Klaar", "Done") } else { tr("Wijzig", "Change") }}
                    </button>
                </Show>
            </div>
            {move || {
                let known = shown.get()?;
                let edit = editing.get() && may.get();
                Some(groups.get().into_iter().filter_map(|(title, fields)| group(shown, &known, title, fields, edit, field)).collect_view())
            }}
        </section>
    }
}

type Group = (&'static str, Vec<Field>);

fn groups(dossier: &Dossier) -> Vec<Group> {
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
    report.dedup();
    let customer = if dossier.customer.is_some() {
        tr("Klant", "Customer")
    } else {
        tr(
            "Klant, als dat iemand anders is",
            "Customer, when someone else",
        )
    };
    vec![
        (tr("Melding", "Report"), report),
        (
            tr("Klager", "Complainant"),
            of(|field| matches!(field, Field::Complainant(_))),
        ),
        (customer, of(|field| matches!(field, Field::Customer(_)))),
        (
            tr("Plek van het werk", "Place of the work"),
            of(|field| matches!(field, Field::Site(_))),
        ),
    ]
}

fn group(
    shown: Shown,
    known: &Known,
    title: &'static str,
    fields: Vec<Field>,
    edit: bool,
    chosen: RwSignal<Option<Field>>,
) -> Option<AnyView> {
    let dossier = &known.0.dossier;
    let fields: Vec<Field> = fields
        .into_iter()
        .filter(|field| edit || !dossier.value(*field).is_empty())
        .collect();
    if fields.is_empty() {
        return None;
    }
    let rows = fields.into_iter().map(|field| {
        let words = in_words(known, field);
        let value = dossier.value(field).to_owned();
        view! {
            <dt>{short(field)}</dt>
            <dd>{move || if edit && chosen.get() == Some(field) {
                view! { <Edit shown field value=value.clone() chosen/> }.into_any()
            } else {
                plain(field, words.clone(), edit, chosen)
            }}</dd>
        }
    });
    Some(view! { <h3>{title}</h3><dl class="facts">{rows.collect_view()}</dl> }.into_any())
}

fn plain(field: Field, words: String, edit: bool, chosen: RwSignal<Option<Field>>) -> AnyView {
    let link = match field {
        Field::Complainant(PartyField::Phone) | Field::Customer(PartyField::Phone) => {
            Some(format!("tel:{words}"))
        }
        Field::Complainant(PartyField::Email) | Field::Customer(PartyField::Email) => {
            Some(format!("mailto:{words}"))
        }
        _ => None,
    };
    if edit {
        let label = format!("{}: {}", tr("Wijzig", "Change"), field.label(language()));
        let shown = if words.is_empty() {
            "–".to_owned()
        } else {
            words
        };
        return view! {
            <button type="button" class="button plain small" aria-label=label on:click=move |_| chosen.set(Some(field))><Icon name="edit"/>{shown}</button>
        }
        .into_any();
    }
    match link.filter(|_| !words.is_empty()) {
        Some(link) => view! { <a href=link>{words}</a> }.into_any(),
        None => words.into_any(),
    }
}

fn in_words((opened, reference): &Known, field: Field) -> String {
    let value = opened.dossier.value(field);
    match field {
        Field::Category => reference.procedure.category_name(value, language()),
        Field::Region => reference.region_name(value),
        _ => value.to_owned(),
    }
}

/// The field's name without whose it is: the heading says that.
fn short(field: Field) -> String {
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
