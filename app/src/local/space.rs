//! How much room this device still has for photos.

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
