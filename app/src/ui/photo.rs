//! A photo, from this device when it is here, else from the server; "still to come" while it is nowhere yet.

use super::Icon;
use crate::local::desk::use_desk;
use crate::local::photo::object_url;
use crate::words::tr;
use domain::id::FileHash;
use leptos::prelude::*;

#[component]
pub fn Photo(
    file: FileHash,
    #[prop(into)] alt: String,
    #[prop(optional)] pending: bool,
    /// A drawing or signature: shown whole, on white.
    #[prop(optional)]
    drawing: bool,
) -> impl IntoView {
    let desk = use_desk();
    let address = RwSignal::new(None::<String>);
    let failed = RwSignal::new(false);
    // What this device holds is the photo itself, not its small version.
    let whole = StoredValue::new(false);
    let large = format!("/files/{file}");
    leptos::task::spawn_local({
        let file = file.clone();
        async move {
            let own = desk
                .file(&file)
                .await
                .and_then(|bytes| object_url(&bytes, "image/jpeg"));
            let small = match own {
                Some(_) => None,
                None => desk.small(&file).await,
            };
            let small = small.and_then(|bytes| object_url(&bytes, "image/jpeg"));
            whole.try_set_value(own.is_some());
            let found = own
                .or(small)
                .or_else(|| (!pending).then(|| format!("/files/{file}/thumb")));
            address.try_set(found);
        }
    });
    on_cleanup(move || {
        if let Some(Some(url)) = address
            .try_get_untracked()
            .filter(|url| url.as_ref().is_some_and(|u| u.starts_with("blob:")))
        {
            let _ = web_sys::Url::revoke_object_url(&url);
        }
    });
    let absent = move || match pending {
        true => tr("Foto komt nog", "Photo to come"),
        false => tr(
            "Foto nog niet op dit toestel",
            "Photo not on this device yet",
        ),
    };
    move || match address.get().filter(|_| !failed.get()) {
        Some(source) => {
            let target = if whole.try_get_value().unwrap_or_default() {
                source.clone()
            } else {
                large.clone()
            };
            view! {
                <a class="photo" data-drawing=drawing.then_some("") href=target target="_blank" rel="noopener" aria-label=format!("{}: {alt}", tr("Foto openen", "Open photo"))>
                    <img src=source alt=alt.clone() loading="lazy" on:error=move |_| failed.set(true)/>
                </a>
            }
            .into_any()
        }
        None => view! {
            <div class="photo photo-pending"><Icon name="image"/>{absent()}</div>
        }
        .into_any(),
    }
}
