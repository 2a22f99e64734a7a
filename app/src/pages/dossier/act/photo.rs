//! Adding photos to a dossier: kept on the device as soon as they are chosen, recorded on saving.

use super::Shown;
use crate::local::device;
use crate::ui::{Choice, Dialog, FormError, Photos, TextField, said};
use crate::words::tr;
use domain::event::{Event, Moment, Photo, PhotoAdded};
use domain::record::Payload;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn AddPhoto(shown: Shown) -> impl IntoView {
    let draft = StoredValue::new(format!("photos.{}", shown.id));
    let kept = draft.with_value(|draft| device::draft::<(Vec<Photo>, String)>(draft));
    let (kept, text) = kept.map(|kept| unrecorded(kept, shown)).unwrap_or_default();
    let open = RwSignal::new(true);
    let photos = RwSignal::new(kept);
    let caption = RwSignal::new(text);
    let moment = RwSignal::new("inspection".to_owned());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if !open.get() {
            // After the dialog itself has closed, which gives the focus back to where it came from.
            request_animation_frame(move || shown.act.set(None));
        }
    });
    Effect::new(move |_| {
        let now = (photos.get(), caption.get());
        let begun = !now.0.is_empty() || !now.1.is_empty();
        draft.with_value(|draft| device::set_draft(draft, begun.then_some(&now)));
    });
    let save = move |_| {
        if photos.with_untracked(Vec::is_empty) {
            problem.set(Some(
                tr("Kies eerst een foto.", "Choose a photo first.").into(),
            ));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let (words, at) = (said(caption), when(&moment.get_untracked()));
        spawn_local(async move {
            match record(shown, photos, words, at).await {
                Ok(()) => {
                    caption.try_set(String::new());
                    shown
                        .desk
                        .toast(tr("Bewaard op dit toestel", "Saved on this device"));
                    open.try_set(false);
                }
                Err(why) => {
                    problem.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
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
                <Photos id="add-photo" photos moment=Moment::Inspection/>
                <Choice id="add-photo-moment" label=tr("Wanneer is de foto gemaakt?", "When was the photo taken?") value=moment options=moments.clone()/>
                <TextField id="add-photo-caption" label=tr("Wat is erop te zien?", "What does it show?") value=caption/>
                <FormError problem/>
            </div>
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>{tr("Terug", "Back")}</button>
                <button type="button" class="button primary" aria-busy=move || busy.get().to_string() on:click=save>{tr("Bewaar foto", "Save photo")}</button>
            </div>
        </Dialog>
    }
}

/// What of a draft was not recorded yet. A browser that is killed may have a photo in its store and not yet have written
/// down that it left the form.
fn unrecorded((mut photos, text): (Vec<Photo>, String), shown: Shown) -> (Vec<Photo>, String) {
    let own = shown.desk.own(shown.id);
    let events: Vec<Event> = own.iter().filter_map(Payload::event).collect();
    let before = photos.len();
    photos.retain(|photo| {
        !events
            .iter()
            .any(|event| event.files().contains(&&photo.file))
    });
    let all_recorded = photos.is_empty() && before > 0;
    (photos, if all_recorded { String::new() } else { text })
}

/// Records each photo; what is recorded leaves the form, so that a second try does not repeat it.
async fn record(
    shown: Shown,
    photos: RwSignal<Vec<Photo>>,
    caption: String,
    moment: Moment,
) -> Result<(), String> {
    while let Some(photo) = photos
        .try_with_untracked(|photos| photos.first().cloned())
        .flatten()
    {
        let photo = Photo {
            caption: caption.clone(),
            moment,
            ..photo
        };
        let done = shown
            .desk
            .record(shown.id, PhotoAdded { visit: None, photo })
            .await;
        done.map_err(|error| error.to_string())?;
        photos.try_update(|photos| photos.remove(0));
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
