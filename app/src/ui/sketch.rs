//! A freehand drawing, kept as a picture.

use super::pen::{Pen, picture, use_pen};
use super::{FormError, Icon, Photo, Sheet};
use crate::local::desk::use_desk;
use crate::words::tr;
use domain::id::FileHash;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The drawing of a form, or the button to make one.
#[component]
pub fn Sketch(sketch: RwSignal<Option<FileHash>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let made = move || {
        sketch.get().map(|file| {
            view! { <div class="photos"><Photo file=file alt=tr("Schets", "Sketch")/></div> }
        })
    };
    let words = move || match sketch.get() {
        Some(_) => tr("Nieuwe schets", "New sketch"),
        None => tr("Schets maken", "Make a sketch"),
    };
    view! {
        {made}
        <div class="button-row">
            <button type="button" class="button" on:click=move |_| open.set(true)><Icon name="pen"/>{words}</button>
            <Show when=move || sketch.get().is_some()>
                <button type="button" class="button plain" on:click=move |_| sketch.set(None)>{tr("Schets weghalen", "Remove the sketch")}</button>
            </Show>
        </div>
        <Sheet open title=Signal::derive(|| tr("Schets", "Sketch").to_owned()) class="full sketch">
            <Ground open sketch/>
        </Sheet>
    }
}

#[component]
fn Ground(open: RwSignal<bool>, sketch: RwSignal<Option<FileHash>>) -> impl IntoView {
    let desk = use_desk();
    let canvas = NodeRef::<html::Canvas>::new();
    let drawn = RwSignal::new(false);
    let pen = use_pen(canvas, drawn);
    let problem = RwSignal::new(None::<String>);
    let undo = move |_| {
        let empty = pen.with_value(|pen| {
            pen.iter().for_each(Pen::undo);
            pen.as_ref().is_none_or(Pen::is_empty)
        });
        drawn.set(!empty);
    };
    let finish = move |_| {
        if !drawn.get_untracked() {
            problem.set(Some(
                tr("Er staat nog niets.", "There is nothing yet.").into(),
            ));
            return;
        }
        let Some(element) = pen.with_value(|pen| pen.as_ref().map(Pen::drawing)) else {
            return;
        };
        spawn_local(async move {
            let kept = match picture(&element).await {
                Ok(bytes) => desk
                    .keep_file(&bytes)
                    .await
                    .map_err(|error| error.to_string()),
                Err(error) => Err(error),
            };
            match kept {
                Ok(file) => {
                    sketch.try_set(Some(file));
                    open.try_set(false);
                }
                Err(error) => {
                    problem.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <div class="sketch-stage">
            <canvas class="sketch-canvas" node_ref=canvas role="img" aria-label=tr("Vlak om in te tekenen", "Area to draw in")></canvas>
        </div>
        <div class="full-foot">
            <FormError problem/>
            <div class="button-row push">
                <button type="button" class="button" on:click=undo><Icon name="undo"/>{tr("Lijn terug", "Undo line")}</button>
                <button type="button" class="button primary" on:click=finish>{tr("Klaar", "Done")}</button>
            </div>
        </div>
    }
}
