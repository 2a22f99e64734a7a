//! The complaint before the table: what the complainant says, what was found, photos large, the story in short.

use super::walk::Walk;
use crate::pages::dossier::shown::{Shown, moment_words};
use crate::ui::{Photo, Standing};
use crate::words::{language, tr};
use domain::dossier::{Dossier, VisitState};
use domain::event::Photo as Picture;
use domain::moment;
use domain::obligation::open_obligations;
use domain::story::{Telling, tell};
use leptos::prelude::*;
use sync::message::Reference;

/// How many lines of the story are told.
const LINES: usize = 6;

#[component]
pub fn Case(walk: Walk, shown: Shown) -> impl IntoView {
    let place = move || {
        let at = walk.at().map_or(0, |at| at + 1);
        format!("{at} {} {}", tr("van", "of"), walk.agenda.with(Vec::len))
    };
    view! {
        <div class="case-body" tabindex="0" role="region" aria-label=tr("Zaak", "Case")>
            <p class="soft">{place}</p>
            {move || {
                let (opened, reference) = shown.get()?;
                let dossier = &opened.dossier;
                let title = format!("{}, {}", dossier.complainant.name, dossier.place().city);
                let photos = pictures(dossier);
                let version = reference.version(dossier).cloned();
                let promises = open_obligations(dossier, &reference.procedure, walk.desk.now.get_untracked());
                Some(view! {
                    <header>
                        <h1 class="case-title">{title}</h1>
                        <p class="dossier-line">
                            <a class="dossier-number" href=format!("/app/dossier/{}", dossier.id)>{dossier.number.clone().unwrap_or_else(|| tr("nummer volgt", "number follows").to_owned())}</a>
                            {promises.into_iter().filter(|promise| !promise.aim).map(|obligation| view! {
                                <span>{obligation.name.get(language()).to_owned()}" "<Standing obligation version=version.clone()/></span>
                            }).collect_view()}
                        </p>
                    </header>
                    <div class="case-facts">
                        <blockquote class="quote">{dossier.description.clone()}</blockquote>
                        <dl class="facts">
                            {facts(dossier, &reference).into_iter().map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view()}
                        </dl>
                    </div>
                    {(!photos.is_empty()).then(|| view! {
                        <div class="case-photos">
                            {photos.into_iter().map(|(picture, alt)| {
                                let pending = opened.files_pending().contains(&picture.file);
                                view! { <Photo file=picture.file alt=alt pending=pending/> }
                            }).collect_view()}
                        </div>
                    })}
                    <section class="section">
                        <h2>{tr("Wat er gebeurde", "What happened")}</h2>
                        <ol class="story">{story(&opened, &reference)}</ol>
                    </section>
                })
            }}
        </div>
    }
}

fn facts(dossier: &Dossier, reference: &Reference) -> Vec<(&'static str, String)> {
    let procedure = &reference.procedure;
    let mut facts = vec![
        (
            tr("Ontvangen", "Received"),
            moment::moment_with_year(&procedure.calendar, dossier.received_at, language()),
        ),
        (tr("Waar", "Where"), dossier.place().line()),
    ];
    if !dossier.category.is_empty() {
        facts.push((
            tr("Soort", "Category"),
            procedure.category_name(&dossier.category, language()),
        ));
    }
    if let Some(customer) = &dossier.customer {
        facts.push((tr("Klant", "Customer"), customer.name.clone()));
    }
    for finding in &dossier.findings {
        let what = &finding.what;
        let parts = [
            what.fault.label(language()).to_owned(),
            what.pane.line(),
            what.text.clone(),
        ];
        let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        facts.push((tr("Gevonden", "Found"), words.join(", ")));
    }
    for visit in &dossier.visits {
        let VisitState::Done(done) = &visit.state else {
            continue;
        };
        let Some(advice) = done.advice else { continue };
        let reasons = if done.reasons.is_empty() {
            String::new()
        } else {
            format!(". {}", done.reasons)
        };
        let words = format!(
            "{} ({}){reasons}",
            advice.label(language()),
            reference.name(visit.technician)
        );
        facts.push((tr("Advies", "Advice"), words));
    }
    facts
}

/// All photos, each with what it shows.
fn pictures(dossier: &Dossier) -> Vec<(Picture, String)> {
    let found = dossier.findings.iter().flat_map(|finding| {
        let shows = [
            finding.what.fault.label(language()).to_owned(),
            finding.what.pane.line(),
        ];
        let shows = shows
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        finding
            .what
            .photos
            .iter()
            .map(move |photo| (photo.clone(), shows.clone()))
    });
    let added = dossier
        .photos
        .iter()
        .map(|photo| (photo.what.clone(), tr("Foto", "Photo").to_owned()));
    let captioned = |(photo, shows): (Picture, String)| {
        let alt = if photo.caption.is_empty() {
            shows
        } else {
            photo.caption.clone()
        };
        (photo, alt)
    };
    found.chain(added).map(captioned).collect()
}

fn story(opened: &crate::local::Opened, reference: &Reference) -> impl IntoView + use<> {
    let name = |person| reference.name(person);
    let moment = |at| moment_words(reference, at);
    let telling = Telling {
        procedure: &reference.procedure,
        language: language(),
        name: &name,
        moment: &moment,
    };
    let told = opened
        .story()
        .rev()
        .map(|recorded| (recorded.at(), tell(recorded, &telling)));
    let told = told.filter(|(_, line)| !line.by_program).take(LINES);
    let lines = told.map(|(at, line)| {
        let text = (!line.text.is_empty()).then(|| view! { <blockquote class="quote">{line.text}</blockquote> });
        view! { <li class="story-entry"><p class="story-text"><time>{moment_words(reference, at)}</time>" "{line.sentence}</p>{text}</li> }
    });
    lines.collect_view()
}
