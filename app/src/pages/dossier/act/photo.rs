//! Adding photos to a dossier.

use super::Shown;
use crate::local::device;
use crate::local::photo::take;
use crate::ui::{Choice, Dialog, Icon, TextField, said};
use crate::words::tr;
use domain::event::{Moment, Photo, PhotoAdded};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

#[component]
pub fn AddPhoto(shown: Shown) -> impl IntoView {
    let open = RwSignal::new(true);
    let caption = RwSignal::new(device::draft::<String>("photo-caption").unwrap_or_default());
    let moment = RwSignal::new("inspection".to_owned());
    let files = RwSignal::new_local(Vec::<web_sys::File>::new());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if !open.get() {
            request_animation_frame(move || shown.act.set(None));
        }
    });
    Effect::new(move |_| device::set_draft("photo-caption", Some(&caption.get())));
    let save = move |_| {
        if busy.get_untracked() || files.with_untracked(Vec::is_empty) {
            failure.set(
                files
                    .with_untracked(Vec::is_empty)
                    .then(|| tr("Kies eerst een foto.", "Choose a photo first.").into()),
            );
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let result = keep(shown, files, said(caption), when(&moment.get_untracked())).await;
            busy.try_set(false);
            match result {
                Ok(()) => {
                    device::set_draft::<String>("photo-caption", None);
                    shown
                        .desk
                        .toast(tr("Bewaard op dit toestel", "Saved on this device"));
                    open.set(false);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let choose = move |event: web_sys::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(list) = input.and_then(|input| input.files()) {
            files.update(|files| {
                files.extend((0..list.length()).filter_map(|index| list.item(index)))
            });
        }
    };
    let moments = vec![
        (
            "inspection".to_owned(),
            tr("Bij de inspectie", "At the inspection").to_owned(),
        ),
        (
            "before".to_owned(),
            tr("Voor het herstel", "Before the repair").to_owned(),
        ),
        (
            "after".to_owned(),
            tr("Na het herstel", "After the repair").to_owned(),
        ),
    ];
    view! {
        <Dialog open=open title=Signal::stored(tr("Foto toevoegen", "Add photo").to_owned())>
            <div class="dialog-body">
                <div class="photos">
                    <label class="photo-add"><Icon name="camera"/>{tr("Foto kiezen", "Choose photo")}
                        <input type="file" accept="image/*" multiple on:change=choose/>
                    </label>
                </div>
                <ul class="files">{move || files.get().into_iter().map(|file| view! { <li class="file"><Icon name="image"/>{file.name()}</li> }).collect_view()}</ul>
                <Choice id="photo-moment" label=tr("Wanneer is de foto gemaakt?", "When was the photo taken?") value=moment options=moments.clone()/>
                <TextField id="photo-caption" label=tr("Wat is erop te zien?", "What does it show?") value=caption/>
                <p class="field-error" role="alert" hidden=move || failure.get().is_none()><Icon name="alert"/><span>{move || failure.get()}</span></p>
            </div>
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>{tr("Terug", "Back")}</button>
                <button type="button" class="button primary" aria-busy=move || busy.get().to_string() on:click=save>{tr("Bewaar foto", "Save photo")}</button>
            </div>
        </Dialog>
    }
}

/// Keeps each chosen photo and records it; what is kept leaves the list, so that a second try does not repeat it.
async fn keep(
    shown: Shown,
    files: RwSignal<Vec<web_sys::File>, LocalStorage>,
    caption: String,
    moment: Moment,
) -> Result<(), String> {
    while let Some(file) = files
        .try_with_untracked(|files| files.first().cloned())
        .flatten()
    {
        let taken = take(&file).await?;
        let kept = shown
            .desk
            .keep_file(&taken.bytes)
            .await
            .map_err(|error| error.to_string())?;
        let photo = Photo {
            file: kept,
            caption: caption.clone(),
            taken_at: taken.taken_at,
            moment,
        };
        shown
            .desk
            .record(shown.id, PhotoAdded { visit: None, photo })
            .await
            .map_err(|error| error.to_string())?;
        files.try_update(|files| files.remove(0));
    }
    Ok(())
}

fn when(word: &str) -> Moment {
    match word {
        "before" => Moment::Before,
        "after" => Moment::After,
        _ => Moment::Inspection,
    }
}
