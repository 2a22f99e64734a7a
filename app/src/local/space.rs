//! How much room this device still has for photos, and whether the browser keeps what it stored.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What a kept photo takes, roughly, in bytes.
const PHOTO: f64 = 700_000.0;
/// Below so many photos a person is warned.
const FEW: u32 = 100;

/// How many more photos fit, when that is few enough to worry; asks the browser.
pub async fn few_photos_left() -> Option<u32> {
    let storage = web_sys::window()?.navigator().storage();
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let estimate: web_sys::StorageEstimate = estimate.unchecked_into();
    let left = (estimate.get_quota()? - estimate.get_usage()?).max(0.0);
    let photos = (left / PHOTO) as u32;
    (photos < FEW).then_some(photos)
}

/// Whether the browser keeps all that this site stored, also when its disk is full; asks it. `None` where it does not say.
pub async fn is_kept() -> Option<bool> {
    let storage = web_sys::window()?.navigator().storage();
    let kept = JsFuture::from(storage.persisted().ok()?).await.ok()?;
    kept.as_bool()
}

/// Asks the browser to keep it; says whether it does from now on.
pub async fn ask_to_keep() -> Option<bool> {
    let storage = web_sys::window()?.navigator().storage();
    let kept = JsFuture::from(storage.persist().ok()?).await.ok()?;
    kept.as_bool()
}
