//! What only some procedures ask of a report (LU-05, LG-01, FC-06), and whether it is taken into treatment at all.

use super::field::{Line, label};
use super::form::Form;
use crate::local::desk::use_desk;
use crate::ui::{Choice, Icon};
use crate::words::{language, tr};
use domain::admissible::unmet_by;
use domain::party::Field;
use leptos::prelude::*;

/// Severity, impact and the day on which it arose, where the procedure knows them.
#[component]
pub fn Asked(form: Form) -> impl IntoView {
    let desk = use_desk();
    let severities = Signal::derive(move || {
        let none = (
            String::new(),
            tr("Nog niet gekozen", "Not chosen yet").to_owned(),
        );
        let known = desk.reference.with(|r| {
            let known = r.as_ref().map(|r| r.procedure.severities.iter());
            known
                .into_iter()
                .flatten()
                .map(|severity| {
                    (
                        severity.id.clone(),
                        severity.name.get(language()).to_owned(),
                    )
                })
                .collect::<Vec<_>>()
        });
        std::iter::once(none).chain(known).collect::<Vec<_>>()
    });
    let requires = move |field| Memo::new(move |_| form.typed.requires(field));
    let (severe, arisen, impact) = (
        Memo::new(move |_| severities.with(|known| known.len() > 1)),
        requires(Field::ArisenOn),
        requires(Field::Impact),
    );
    view! {
        <div class="field-row">
            <Show when=move || severe.get()>
                <Choice id="severity" label=label(Field::Severity) value=form.typed.value(Field::Severity) options=severities
                    required=Signal::derive(move || form.typed.requires(Field::Severity))
                    error=Signal::derive(move || form.error("severity"))/>
            </Show>
            <Show when=move || arisen.get()>
                <Line form field=Field::ArisenOn kind="date"/>
            </Show>
        </div>
        <Show when=move || impact.get()>
            <Line form field=Field::Impact/>
        </Show>
    }
}

/// What the complainant must be told, when this cannot be taken into treatment as it is.
#[component]
pub fn Admissibility(form: Form) -> impl IntoView {
    let desk = use_desk();
    let messages = Memo::new(move |_| {
        let now = desk.now.get();
        desk.reference.with(|r| {
            let unmet = r
                .as_ref()
                .map(|r| unmet_by(&form.typed.registered(r, now), &r.procedure));
            let unmet = unmet.unwrap_or_default().into_iter();
            unmet
                .map(|rule| rule.message.get(language()).to_owned())
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || messages.with(|told| !told.is_empty())>
            <div class="notice" data-tone="late" role="status">
                <Icon name="alert"/>
                <h2>{tr("Dit kan zo niet in behandeling", "This cannot be taken into treatment as it is")}</h2>
                {move || messages.get().into_iter().map(|told| view! { <p>{told}</p> }).collect_view()}
                <p class="soft">{tr("Vertel het de klager. U kunt het wel vastleggen; daarna beslist u.", "Tell the complainant. You can register it all the same, and decide then.")}</p>
            </div>
        </Show>
    }
}
