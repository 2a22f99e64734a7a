//! A picture that this device or the server holds, as a bare image.

use crate::local::desk::use_desk;
use crate::local::photo::object_url;
use domain::id::FileHash;
use leptos::prelude::*;

#[component]
pub fn Picture(file: FileHash, #[prop(into)] alt: String) -> impl IntoView {
    let desk = use_desk();
    let address = RwSignal::new(None::<String>);
    leptos::task::spawn_local(async move {
        // Browsers look at the bytes, so that one kind will do for JPEG and PNG.
        let bytes = desk.file(&file).await;
        let own = bytes.and_then(|bytes| object_url(&bytes, "image/jpeg"));
        address.try_set(Some(own.unwrap_or_else(|| format!("/files/{file}"))));
    });
    on_cleanup(move || {
        let own = address
            .try_get_untracked()
            .flatten()
            .filter(|url| url.starts_with("blob:"));
        if let Some(url) = own {
            let _ = web_sys::Url::revoke_object_url(&url);
        }
    });
    view! { <img src=move || address.get() alt=alt/> }
}
