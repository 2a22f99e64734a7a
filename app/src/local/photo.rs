//! Photos from the camera: made small enough, freed from what they tell about place, and kept.

use chrono::{DateTime, Utc};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Longest side of a kept photo, in pixels: enough to see a hairline scratch, small enough for a slow network.
const LONGEST_SIDE: f64 = 2000.0;
const QUALITY: f64 = 0.82;

/// A photo ready to be kept.
pub struct Taken {
    /// JPEG without any of the camera's notes.
    pub bytes: Vec<u8>,
    /// When it was taken, as far as the file says.
    pub taken_at: Option<DateTime<Utc>>,
}

/// Reads a chosen file as a photo. Drawing it anew drops position and every other note of the camera.
pub async fn take(file: &web_sys::File) -> Result<Taken, String> {
    let problem = |_| {
        crate::words::tr(
            "Dit bestand is geen foto die dit toestel kan lezen. Kies een foto (JPEG, PNG of WebP).",
            "This file is no photo that this device can read. Choose a photo (JPEG, PNG or WebP).",
        )
        .to_owned()
    };
    let window = web_sys::window().ok_or_else(|| "no window".to_owned())?;
    let bitmap: web_sys::ImageBitmap = JsFuture::from(
        window
            .create_image_bitmap_with_blob(file)
            .map_err(problem)?,
    )
    .await
    .map_err(problem)?
    .dyn_into()
    .map_err(problem)?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round(), (height * scale).round());
    let canvas = canvas(width, height)?;
    let context = context(&canvas)?;
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)
        .map_err(problem)?;
    bitmap.close();
    let bytes = encode(&canvas, "image/jpeg", Some(QUALITY)).await?;
    let modified = file.last_modified();
    let taken_at = DateTime::from_timestamp_millis(modified as i64).filter(|_| modified > 0.0);
    Ok(Taken { bytes, taken_at })
}

/// A canvas that is not on the page.
fn canvas(width: f64, height: f64) -> Result<web_sys::HtmlCanvasElement, String> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or("no document")?;
    let canvas: web_sys::HtmlCanvasElement = document
        .create_element("canvas")
        .map_err(|_| "no canvas")?
        .dyn_into()
        .map_err(|_| "no canvas")?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    Ok(canvas)
}

fn context(
    canvas: &web_sys::HtmlCanvasElement,
) -> Result<web_sys::CanvasRenderingContext2d, String> {
    canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into().ok())
        .ok_or_else(|| "no canvas".to_owned())
}

/// A canvas's picture as a file's bytes: `image/png` or `image/jpeg`.
pub async fn encode(
    canvas: &web_sys::HtmlCanvasElement,
    kind: &str,
    quality: Option<f64>,
) -> Result<Vec<u8>, String> {
    let canvas = canvas.clone();
    let kind = kind.to_owned();
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        let quality = quality.map_or(JsValue::UNDEFINED, JsValue::from_f64);
        let begun =
            canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), &kind, &quality);
        if begun.is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    let blob: web_sys::Blob = JsFuture::from(promise)
        .await
        .ok()
        .and_then(|blob| blob.dyn_into().ok())
        .ok_or_else(|| "no picture".to_owned())?;
    let buffer = JsFuture::from(blob.array_buffer())
        .await
        .map_err(|_| "no picture".to_owned())?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// An address under which the page can show bytes; revoke it when done.
pub fn object_url(bytes: &[u8], kind: &str) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes).into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}
