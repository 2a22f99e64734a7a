//! Someone signs on the screen: name and signature, full-screen.

use super::pen::{Pen, picture, use_pen};
use super::{FormError, Icon, Sheet, TextField};
use crate::local::desk::use_desk;
use crate::words::{language, tr};
use domain::id::FileHash;
use domain::refusal::{Fault, Problem};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A signature that is kept on the device.
#[derive(Clone)]
pub struct Signed {
    pub name: String,
    pub picture: FileHash,
    /// The pen's path as JSON.
    pub points: String,
}

/// Asks for a signature under `statement`; hands over what was signed and closes.
#[component]
pub fn Signature(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] statement: Signal<String>,
    name: RwSignal<String>,
    done: Callback<Signed>,
) -> impl IntoView {
    view! {
        <Sheet open title class="full signature-sheet">
            <Ground open statement name done/>
        </Sheet>
    }
}

#[component]
fn Ground(
    open: RwSignal<bool>,
    statement: Signal<String>,
    name: RwSignal<String>,
    done: Callback<Signed>,
) -> impl IntoView {
    let desk = use_desk();
    let canvas = NodeRef::<html::Canvas>::new();
    let drawn = RwSignal::new(false);
    let pen = use_pen(canvas, drawn);
    let tried = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let missing = move || {
        let empty = name.with(|name| name.trim().is_empty());
        (tried.get() && empty).then(|| Problem::new("name", Fault::Missing).message(language()))
    };
    let wipe = move |_| {
        pen.with_value(|pen| pen.iter().for_each(Pen::clear));
        drawn.set(false);
    };
    let finish = move |_| {
        tried.set(true);
        if !drawn.get_untracked() {
            problem.set(Some(
                tr(
                    "Er staat nog geen handtekening.",
                    "There is no signature yet.",
                )
                .into(),
            ));
            return;
        }
        if untrack(missing).is_some() {
            return;
        }
        let Some((element, points)) =
            pen.with_value(|pen| pen.as_ref().map(|pen| (pen.drawing(), pen.points())))
        else {
            return;
        };
        let signer = name.get_untracked().trim().to_owned();
        spawn_local(async move {
            let kept = match picture(&element).await {
                Ok(bytes) => desk
                    .keep_file(&bytes)
                    .await
                    .map_err(|error| error.to_string()),
                Err(error) => Err(error),
            };
            match kept {
                Ok(picture) => {
                    done.try_run(Signed {
                        name: signer,
                        picture,
                        points,
                    });
                    open.try_set(false);
                }
                Err(error) => {
                    problem.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <div class="signature-ground">
            <canvas class="signature-canvas" node_ref=canvas role="img" aria-label=tr("Vlak om in te tekenen", "Area to sign in")></canvas>
        </div>
        <div class="full-foot">
            <p>{move || statement.get()}</p>
            <TextField id="signature-name" label=tr("Naam", "Name") value=name required=true autocomplete="off" error=Signal::derive(missing)/>
            <FormError problem/>
            <div class="button-row push">
                <button type="button" class="button" on:click=wipe><Icon name="undo"/>{tr("Opnieuw", "Again")}</button>
                <button type="button" class="button primary" on:click=finish>{tr("Klaar", "Done")}</button>
            </div>
        </div>
    }
}
