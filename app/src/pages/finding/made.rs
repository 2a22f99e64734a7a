//! The findings that were recorded, each with its photos and how far it is.

use crate::pages::dossier::shown::Shown;
use crate::ui::{EntryMark, Icon, Photo};
use crate::words::{language, tr};
use domain::event::{Event, FindingRecorded, Measurement};
use domain::id::{EventId, FileHash, VisitId};
use domain::language::Language;
use domain::moment;
use leptos::prelude::*;

/// One recorded finding.
#[derive(Clone, PartialEq)]
struct Found {
    id: EventId,
    finding: FindingRecorded,
    /// Day, time and name.
    told: String,
    pending: Vec<FileHash>,
}

/// The findings of one visit, newest first.
#[component]
pub fn Findings(shown: Shown, visit: VisitId) -> impl IntoView {
    let all = Memo::new(move |_| found(shown, visit).unwrap_or_default());
    view! {
        <For each=move || all.get() key=|found| (found.id, found.pending.len()) let(found)>
            {card(found)}
        </For>
    }
}

fn found(shown: Shown, visit: VisitId) -> Option<Vec<Found>> {
    let (opened, reference) = shown.get()?;
    let calendar = &reference.procedure.calendar;
    let found = opened.story().rev().filter_map(|recorded| {
        let Some(Event::FindingRecorded(finding)) = recorded.envelope.payload.event() else {
            return None;
        };
        if finding.visit != Some(visit) {
            return None;
        }
        let files = finding
            .photos
            .iter()
            .map(|p| &p.file)
            .chain(&finding.sketch);
        let pending = files
            .filter(|file| opened.files_pending().contains(file))
            .cloned()
            .collect();
        let at = moment::moment(calendar, recorded.at(), language());
        let told = format!("{at}, {}", reference.name(recorded.envelope.author));
        Some(Found {
            id: recorded.envelope.id,
            finding,
            told,
            pending,
        })
    });
    Some(found.collect())
}

fn card(found: Found) -> impl IntoView {
    let Found {
        id,
        finding,
        told,
        pending,
    } = found;
    let fault = finding.fault.label(language());
    let pane = finding.pane.line();
    let pane = if pane.is_empty() {
        tr("Ruit niet genoemd", "Pane not named").to_owned()
    } else {
        pane
    };
    let text = (!finding.text.is_empty()).then(|| finding.text.clone());
    let alt = format!("{fault}, {pane}");
    let files = finding
        .photos
        .iter()
        .map(|photo| &photo.file)
        .chain(&finding.sketch);
    let photos: Vec<_> = files
        .map(|file| {
            let waits = pending.contains(file);
            view! { <Photo file=file.clone() alt=alt.clone() pending=waits/> }
        })
        .collect();
    let photos = (!photos.is_empty()).then(|| view! { <div class="photos">{photos}</div> });
    view! {
        <article class="panel" data-test="finding">
            <div class="panel-head"><Icon name=finding.fault.icon()/><h3>{fault}</h3><small><EntryMark event=id/></small></div>
            <p>{pane}<span class="soft">" · "{told}</span></p>
            {text.map(|text| view! { <blockquote class="quote">{text}</blockquote> })}
            {facts(&finding)}
            {photos}
        </article>
    }
}

/// What was measured and under which circumstances.
fn facts(finding: &FindingRecorded) -> impl IntoView + use<> {
    let mut rows: Vec<(String, String)> = finding
        .measurements
        .iter()
        .map(|m| (m.quantity.label(language()).to_owned(), measured(m)))
        .collect();
    let distance = finding
        .viewing_distance
        .map(|metres| format!("{} m", decimal(metres)));
    let light = finding
        .light
        .map(|light| light.label(language()).to_owned());
    let judged: Vec<String> = distance.into_iter().chain(light).collect();
    if !judged.is_empty() {
        rows.push((tr("Beoordeeld", "Judged").to_owned(), judged.join(", ")));
    }
    if let Some(cause) = finding.cause {
        rows.push((
            tr("Oorzaak", "Cause").to_owned(),
            cause.label(language()).to_owned(),
        ));
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })
}

fn measured(measurement: &Measurement) -> String {
    format!(
        "{} {}",
        decimal(measurement.value),
        measurement.quantity.unit()
    )
}

fn decimal(value: f64) -> String {
    match language() {
        Language::Nl => value.to_string().replace('.', ","),
        Language::En => value.to_string(),
    }
}
