//! The findings: which pane, what is wrong with it, what was measured, with marks and photos.

use super::shown::{Shown, moment_words};
use crate::ui::{Icon, PaneMarks, Photo};
use crate::words::{language, tr};
use domain::dossier::Made;
use domain::event::FindingRecorded;
use domain::id::FileHash;
use domain::language::Language;
use leptos::prelude::*;
use sync::message::Reference;

/// One finding, with those of its files that have not arrived.
#[derive(Clone, PartialEq)]
struct Row {
    finding: Made<FindingRecorded>,
    pending: Vec<FileHash>,
    /// Of the reference data, from which names come.
    reference: String,
}

#[component]
pub fn Findings(shown: Shown) -> impl IntoView {
    let rows = Memo::new(move |_| rows(shown).unwrap_or_default());
    let count = Memo::new(move |_| rows.with(Vec::len));
    // A row that is there stays as it is when another comes.
    let key = |row: &Row| {
        let finding = &row.finding;
        (
            finding.what.finding,
            finding.at,
            row.pending.len(),
            row.reference.clone(),
        )
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="section" aria-labelledby="findings">
                <h2 id="findings">{tr("Bevindingen", "Findings")}" "<small class="soft">{move || count.get()}</small></h2>
                <For each=move || rows.get() key=key let(row)>
                    {shown.desk.reference.get_untracked().map(|reference| one(row.finding, &row.pending, &reference))}
                </For>
            </section>
        </Show>
    }
}

fn rows(shown: Shown) -> Option<Vec<Row>> {
    let (opened, reference) = shown.get()?;
    let row = |finding: &Made<FindingRecorded>| {
        let sketch = finding.what.sketch.iter();
        let files = finding.what.photos.iter().map(|photo| &photo.file);
        Row {
            finding: finding.clone(),
            pending: files
                .chain(sketch)
                .filter(|file| opened.files_pending().contains(file))
                .cloned()
                .collect(),
            reference: reference.hash.clone(),
        }
    };
    Some(opened.dossier.findings.iter().map(row).collect())
}

fn one(
    finding: Made<FindingRecorded>,
    pending: &[FileHash],
    reference: &Reference,
) -> impl IntoView + use<> {
    let Made { by, at, what } = finding;
    let fault = what.fault.label(language());
    let pane = what.pane.line();
    let alt = if pane.is_empty() {
        fault.to_owned()
    } else {
        format!("{fault}, {pane}")
    };
    let facts = facts(&what)
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect_view();
    let files = what
        .photos
        .iter()
        .map(|photo| (photo.file.clone(), photo.caption.clone()));
    let files = files.chain(
        what.sketch
            .iter()
            .map(|sketch| (sketch.clone(), tr("Schets", "Sketch").to_owned())),
    );
    let photos = files.map(|(file, caption)| {
        let waits = pending.contains(&file);
        let alt = if caption.is_empty() {
            alt.clone()
        } else {
            format!("{alt}: {caption}")
        };
        let drawing = what.sketch.as_ref() == Some(&file);
        view! { <Photo file=file alt=alt pending=waits drawing/> }
    });
    let photos = photos.collect_view();
    let who = format!("{}, {}", reference.name(by), moment_words(reference, at));
    view! {
        <article class="panel">
            <div class="panel-head"><Icon name=what.fault.icon()/><h3>{alt.clone()}</h3><small class="soft">{who}</small></div>
            {(!what.text.is_empty()).then(|| view! { <p>{what.text.clone()}</p> })}
            {(!what.marks.is_empty()).then(|| view! { <PaneMarks marks=what.marks.clone()/> })}
            <dl class="facts">{facts}</dl>
            <div class="photos">{photos}</div>
        </article>
    }
}

fn facts(what: &FindingRecorded) -> Vec<(&'static str, String)> {
    let number = |value: f64| match language() {
        Language::Nl => value.to_string().replace('.', ","),
        Language::En => value.to_string(),
    };
    let measured = what.measurements.iter().map(|measured| {
        (
            measured.quantity.label(language()),
            format!("{} {}", number(measured.value), measured.quantity.unit()),
        )
    });
    let distance = what.viewing_distance.map(|metres| {
        (
            tr("Beoordeeld van", "Judged from"),
            format!("{} m", number(metres)),
        )
    });
    let light = what
        .light
        .map(|light| (tr("Licht", "Light"), light.label(language()).to_owned()));
    let cause = what
        .cause
        .map(|cause| (tr("Oorzaak", "Cause"), cause.label(language()).to_owned()));
    measured.chain(distance).chain(light).chain(cause).collect()
}
