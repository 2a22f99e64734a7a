//! Taking photos: the camera first, each kept on the device at once and shown.

use super::{FormError, Icon, Picture};
use crate::local::desk::use_desk;
use crate::local::photo::take;
use crate::local::space::few_photos_left;
use crate::words::{language, tr};
use domain::event::{Moment, Photo};
use domain::id::FileHash;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// The photos of a form; they survive a crash from the moment that they appear here.
#[component]
pub fn Photos(
    #[prop(into)] id: String,
    photos: RwSignal<Vec<Photo>>,
    moment: Moment,
) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(0usize);
    let problem = RwSignal::new(None::<String>);
    let left = RwSignal::new(None::<u32>);
    let look = move || {
        spawn_local(async move {
            let few = few_photos_left().await;
            left.try_set(few);
        });
    };
    look();
    let chosen = move |event: web_sys::Event| {
        let input = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let files = input
            .files()
            .map(|list| (0..list.length()).filter_map(|i| list.get(i)).collect());
        let files: Vec<web_sys::File> = files.unwrap_or_default();
        // The same photo can be chosen again after it was taken away.
        input.set_value("");
        busy.update(|busy| *busy += files.len());
        problem.set(None);
        spawn_local(async move {
            for file in files {
                let kept = match take(&file).await {
                    Ok(taken) => desk
                        .keep_file(&taken.bytes)
                        .await
                        .map(|file| Photo {
                            file,
                            caption: String::new(),
                            taken_at: taken.taken_at,
                            moment,
                        })
                        .map_err(|error| error.to_string()),
                    Err(error) => Err(error),
                };
                match kept {
                    Ok(photo) => {
                        photos.try_update(|all| {
                            if !all.iter().any(|known| known.file == photo.file) {
                                all.push(photo);
                            }
                        });
                    }
                    Err(error) => {
                        problem.try_set(Some(error));
                    }
                }
                busy.try_update(|busy| *busy = busy.saturating_sub(1));
            }
            look();
        });
    };
    let waiting = move || {
        (0..busy.get()).map(|_| view! { <div class="photo photo-pending"><Icon name="image"/>{tr("Bezig", "Busy")}</div> }).collect_view()
    };
    let numbered = move || photos.get().into_iter().enumerate().collect::<Vec<_>>();
    let from_album = format!("{id}-album");
    view! {
        {move || left.get().map(nearly_full)}
        <div class="photos">
            <label class="photo-add">
                <Icon name="camera"/>{tr("Foto maken", "Take a photo")}
                <input id=id type="file" accept="image/*" capture="environment" multiple on:change=chosen/>
            </label>
            <label class="photo-add">
                <Icon name="image"/>{tr("Foto kiezen", "Choose a photo")}
                <input id=from_album type="file" accept="image/*" multiple on:change=chosen/>
            </label>
            <For each=numbered key=|(number, photo)| (*number, photo.file.clone()) let((number, photo))>
                <Kept number=number + 1 file=photo.file.clone() remove=move || photos.update(|all| all.retain(|p| p.file != photo.file))/>
            </For>
            {waiting}
        </div>
        <FormError problem/>
    }
}

/// One kept photo. It is saved here; it goes to the server with what the form records.
#[component]
fn Kept(number: usize, file: FileHash, remove: impl Fn() + 'static) -> impl IntoView {
    let name = format!("{} {number}", tr("Foto", "Photo"));
    view! {
        <div class="photo">
            <Picture file alt=name.clone()/>
            <span class="mark" data-mark="saved"><Icon name="device"/>{tr("Bewaard", "Saved")}</span>
            <button type="button" class="photo-remove" aria-label=format!("{name} {}", tr("weghalen", "remove")) on:click=move |_| remove()>
                <Icon name="x"/>
            </button>
        </div>
    }
}

fn nearly_full(photos: u32) -> impl IntoView {
    let title = language().pick(
        format!("Dit toestel is bijna vol: er passen nog ongeveer {photos} foto's op."),
        format!("This device is nearly full: about {photos} more photos fit."),
    );
    view! {
        <div class="notice" data-tone="soon" role="status">
            <Icon name="alert"/>
            <h2>{title}</h2>
            <p>{tr("Maak ruimte vrij, bijvoorbeeld door eigen foto's of apps te verwijderen.", "Free some space, for instance by removing photos or apps of your own.")}</p>
        </div>
    }
}
