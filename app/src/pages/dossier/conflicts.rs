//! Two values for one thing: both are shown until someone chooses by a click.

use super::shown::{Known, Shown, moment_words};
use crate::ui::{FormError, Icon};
use crate::words::{language, tr};
use domain::dossier::ConflictValue;
use domain::event::EventKind;
use domain::party::Field;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Conflicts(shown: Shown) -> impl IntoView {
    let failure = RwSignal::new(None::<String>);
    let conflicts = move || {
        let known = shown.get()?;
        let may = shown.may(EventKind::ConflictResolved);
        let conflicts = known.0.dossier.conflicts.clone().into_iter();
        Some(
            conflicts
                .map(|(key, conflict)| one(shown, &known, key, conflict.values, may, failure))
                .collect_view(),
        )
    };
    view! {
        {conflicts}
        <FormError problem=failure/>
    }
}

fn one(
    shown: Shown,
    known: &Known,
    key: String,
    values: Vec<ConflictValue>,
    may: bool,
    failure: RwSignal<Option<String>>,
) -> impl IntoView + use<> {
    let holds = values.last().map(|value| value.position);
    let field = key.parse::<Field>();
    let what = field.map_or_else(
        |_| tr("bezoek", "visit").to_owned(),
        |field| field.label(language()),
    );
    let title = language().pick(
        format!("Twee waarden: {what}"),
        format!("Two values: {what}"),
    );
    let choices = values.into_iter().map(|value| {
        let words = in_words(known, &key, &value.value);
        let who = known.1.name(value.author);
        let who = format!("{who}, {}", moment_words(&known.1, value.at));
        let now = (holds == Some(value.position)).then(|| format!(" · {}", tr("geldt nu", "holds now")));
        let (key, chosen) = (key.clone(), value.value);
        let choose = move |_| {
            let (key, chosen) = (key.clone(), chosen.clone());
            spawn_local(async move {
                let done = shown.desk.resolve(shown.id, key, chosen).await;
                failure.try_set(done.err().map(|error| error.to_string()));
            });
        };
        view! {
            <button type="button" class="conflict-value" disabled=!may on:click=choose>
                <strong>{words}</strong>
                <small>{who}{now}</small>
                {may.then(|| view! { <span class="conflict-choose">{tr("Dit houden", "Keep this")}</span> })}
            </button>
        }
    });
    let choices = choices.collect_view();
    view! {
        <section class="conflict" aria-label=title.clone()>
            <h2 class="conflict-head"><Icon name="alert"/>{title.clone()}</h2>
            <p>{tr("Twee mensen legden iets anders vast, zonder dat van elkaar te zien. Kies wat klopt.",
                "Two people recorded something different without seeing each other's. Choose what is right.")}</p>
            <div class="conflict-values">{choices}</div>
        </section>
    }
}

/// A value as people read it; of a visit, who goes and when.
fn in_words((_, reference): &Known, key: &str, value: &str) -> String {
    if value.is_empty() {
        return tr("(leeg)", "(empty)").to_owned();
    }
    if key.starts_with("visit.") {
        let parts = value.split_once('|');
        let visit = parts.and_then(|(who, at)| Some((who.parse().ok()?, at.parse().ok()?)));
        return visit.map_or_else(
            || value.to_owned(),
            |(who, at)| format!("{}, {}", reference.name(who), moment_words(reference, at)),
        );
    }
    match key.parse::<Field>() {
        Ok(Field::Category) => reference.procedure.category_name(value, language()),
        Ok(Field::Region) => reference.region_name(value),
        _ => value.to_owned(),
    }
}
