//! Which pane it is about, and where on it.

use super::draft::Fields;
use crate::pages::dossier::shown::Shown;
use crate::ui::{PaneDiagram, Sketch, TextField};
use crate::words::{language, tr};
use domain::event::Pane;
use leptos::prelude::*;

#[component]
pub fn PaneFields(shown: Shown, form: Fields) -> impl IntoView {
    let rooms = move || {
        let known = earlier(shown, |pane| &pane.room);
        let usual = language().pick(
            [
                "keuken",
                "woonkamer",
                "slaapkamer",
                "badkamer",
                "hal",
                "zolder",
            ],
            [
                "kitchen",
                "living room",
                "bedroom",
                "bathroom",
                "hall",
                "attic",
            ],
        );
        with_usual(known, &usual)
    };
    let elements = move || {
        let known = earlier(shown, |pane| &pane.element);
        let usual = language().pick(
            [
                "raam 1",
                "raam 2",
                "voordeur",
                "achterdeur",
                "schuifpui",
                "dakraam",
            ],
            [
                "window 1",
                "window 2",
                "front door",
                "back door",
                "sliding door",
                "skylight",
            ],
        );
        with_usual(known, &usual)
    };
    view! {
        <section class="form-section" aria-labelledby="which-pane">
            <h2 id="which-pane">{tr("Welke ruit", "Which pane")}</h2>
            <div class="field-row">
                <TextField id="room" label=tr("Ruimte", "Room") value=form.room list="rooms" autocomplete="off"/>
                <TextField id="element" label=tr("Raam of deur", "Window or door") value=form.element list="elements" autocomplete="off"/>
            </div>
            <datalist id="rooms">{move || options(rooms())}</datalist>
            <datalist id="elements">{move || options(elements())}</datalist>
            <PaneDiagram id="pane" marks=form.marks/>
            <Sketch sketch=form.sketch/>
        </section>
    }
}

fn options(words: Vec<String>) -> impl IntoView {
    words
        .into_iter()
        .map(|word| view! { <option value=word></option> })
        .collect_view()
}

/// What was typed before in this dossier, newest first.
fn earlier(shown: Shown, part: fn(&Pane) -> &String) -> Vec<String> {
    shown.opened.with(|opened| {
        let findings = opened.iter().flat_map(|o| o.dossier.findings.iter().rev());
        findings
            .map(|finding| part(&finding.what.pane).clone())
            .collect()
    })
}

fn with_usual(known: Vec<String>, usual: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in known
        .into_iter()
        .chain(usual.iter().map(|word| (*word).to_owned()))
    {
        if !word.is_empty() && !all.contains(&word) {
            all.push(word);
        }
    }
    all
}
