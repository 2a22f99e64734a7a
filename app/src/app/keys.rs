//! Keys for people who would rather not reach for the mouse. They rest while someone types.

use crate::ui::Dialog;
use crate::words::tr;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// Whether a key press belongs to a field or dialog rather than to the page.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return true;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        element
            .closest("input, textarea, select, dialog, [contenteditable]")
            .ok()
            .flatten()
            .is_some()
    })
}

/// Goes where a key leads, and shows the list of keys on `?`.
#[component]
pub fn Keys() -> impl IntoView {
    let help = RwSignal::new(false);
    let navigate = use_navigate();
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if is_typing(&event) {
            return;
        }
        let target = match event.key().as_str() {
            "n" => "/app/new",
            "/" => "/app/search",
            "w" => "/app/work",
            "l" => "/app/planning",
            "m" => "/app/meeting",
            "?" => {
                help.set(true);
                return;
            }
            _ => return,
        };
        // On a dossier, `n` writes a note there.
        let path = web_sys::window()
            .and_then(|w| w.location().pathname().ok())
            .unwrap_or_default();
        if target == "/app/new" && path.starts_with("/app/dossier/") {
            return;
        }
        event.prevent_default();
        navigate(target, Default::default());
    });
    on_cleanup(move || handle.remove());
    view! {
        <Dialog open=help title=Signal::derive(|| tr("Toetsen", "Keys").to_owned())>
            <div class="dialog-body">
                <dl class="shortcuts">
                    {KEYS.iter().map(|(key, nl, en)| view! { <dt><kbd>{*key}</kbd></dt><dd>{tr(nl, en)}</dd> }).collect_view()}
                </dl>
            </div>
        </Dialog>
    }
}

const KEYS: &[(&str, &str, &str)] = &[
    (
        "n",
        "Nieuwe klacht; in een dossier: notitie",
        "New complaint; in a dossier: note",
    ),
    ("/", "Zoeken", "Search"),
    ("w", "Werklijst", "Work list"),
    ("l", "Planning", "Planning"),
    ("m", "Overleg", "Meeting"),
    (
        "j k",
        "Volgende en vorige in een lijst",
        "Next and previous in a list",
    ),
    ("Enter", "Openen", "Open"),
    (
        "Esc",
        "Dossier naast de lijst sluiten",
        "Close the dossier beside the list",
    ),
    (
        "x",
        "Kiezen, om er samen iets mee te doen",
        "Choose, to do something with several",
    ),
    ("f", "Filter op woorden", "Filter by words"),
    (
        "e",
        "Gegevens wijzigen; in de lijst: openen",
        "Change details; in the list: open",
    ),
    ("p", "Bezoek plannen", "Plan a visit"),
    ("b", "Telefoongesprek vastleggen", "Record a call"),
    ("Ctrl Enter", "Formulier bewaren", "Save a form"),
    ("?", "Deze lijst", "This list"),
];
