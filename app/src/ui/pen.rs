//! Drawing with a finger or pen on a canvas: smooth lines, sharp on every screen.

use crate::local::photo::encode;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[wasm_bindgen(module = "signature_pad")]
extern "C" {
    #[wasm_bindgen(js_name = default)]
    type SignaturePad;
    #[wasm_bindgen(constructor, js_class = "default")]
    fn new(canvas: &HtmlCanvasElement, options: &JsValue) -> SignaturePad;
    #[wasm_bindgen(method, js_name = isEmpty)]
    fn is_empty(this: &SignaturePad) -> bool;
    #[wasm_bindgen(method)]
    fn clear(this: &SignaturePad);
    #[wasm_bindgen(method)]
    fn off(this: &SignaturePad);
    #[wasm_bindgen(method, js_name = toData)]
    fn to_data(this: &SignaturePad) -> js_sys::Array;
    #[wasm_bindgen(method, js_name = fromData)]
    fn from_data(this: &SignaturePad, data: &JsValue);
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn listen(this: &SignaturePad, event: &str, listener: &JsValue);
}

/// A canvas that is drawn on.
pub struct Pen {
    pad: SignaturePad,
    canvas: HtmlCanvasElement,
    /// Kept for as long as the pad calls it.
    _stroke: Closure<dyn Fn()>,
}

impl Pen {
    /// Takes hold of a canvas on the page; `drawn` tells whether anything stands on it.
    pub fn on(canvas: HtmlCanvasElement, drawn: RwSignal<bool>) -> Pen {
        let options = js_sys::Object::new();
        for (name, value) in [("backgroundColor", "#fff"), ("penColor", "#10262b")] {
            let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
        }
        for (name, value) in [("minWidth", 0.8), ("maxWidth", 2.8)] {
            let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
        }
        let pad = SignaturePad::new(&canvas, &options);
        let stroke = Closure::<dyn Fn()>::new(move || {
            drawn.try_set(true);
        });
        pad.listen("endStroke", stroke.as_ref());
        let pen = Pen {
            pad,
            canvas,
            _stroke: stroke,
        };
        pen.fit();
        pen
    }

    /// Gives the canvas as many pixels as the screen shows, and draws again what stood there.
    pub fn fit(&self) {
        let ratio = web_sys::window()
            .map_or(1.0, |window| window.device_pixel_ratio())
            .max(1.0);
        let size = |css: i32| (f64::from(css) * ratio).round() as u32;
        let (width, height) = (
            size(self.canvas.offset_width()),
            size(self.canvas.offset_height()),
        );
        if width == 0 || (self.canvas.width(), self.canvas.height()) == (width, height) {
            return;
        }
        let lines = self.pad.to_data();
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        if let Ok(Some(context)) = self.canvas.get_context("2d") {
            let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
            let _ = context.scale(ratio, ratio);
        }
        self.pad.clear();
        self.pad.from_data(&lines);
    }

    pub fn is_empty(&self) -> bool {
        self.pad.is_empty()
    }

    pub fn clear(&self) {
        self.pad.clear();
    }

    /// Takes the last line away.
    pub fn undo(&self) {
        let lines = self.pad.to_data();
        lines.pop();
        self.pad.clear();
        self.pad.from_data(&lines);
    }

    /// The lines as JSON.
    pub fn points(&self) -> String {
        let text = js_sys::JSON::stringify(&self.pad.to_data()).ok();
        text.and_then(|text| text.as_string()).unwrap_or_default()
    }

    /// What is drawn, without the empty glass around it, to be encoded without holding on to the pen.
    pub fn drawing(&self) -> HtmlCanvasElement {
        cropped(&self.canvas, &self.pad.to_data()).unwrap_or_else(|| self.canvas.clone())
    }
}

/// Room left around a drawing, in CSS pixels.
const MARGIN: f64 = 16.0;

/// The part of a canvas on which its lines lie.
fn cropped(canvas: &HtmlCanvasElement, lines: &js_sys::Array) -> Option<HtmlCanvasElement> {
    let ratio = f64::from(canvas.width()) / f64::from(canvas.offset_width().max(1));
    let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, 0.0_f64, 0.0_f64);
    let number = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok()?.as_f64();
    for line in lines.iter() {
        let points = js_sys::Reflect::get(&line, &"points".into()).ok()?;
        for point in js_sys::Array::from(&points).iter() {
            let (x, y) = (number(&point, "x")?, number(&point, "y")?);
            (left, right) = (left.min(x), right.max(x));
            (top, bottom) = (top.min(y), bottom.max(y));
        }
    }
    let edge = |css: f64, most: u32| (css * ratio).clamp(0.0, f64::from(most));
    let (left, right) = (
        edge(left - MARGIN, canvas.width()),
        edge(right + MARGIN, canvas.width()),
    );
    let (top, bottom) = (
        edge(top - MARGIN, canvas.height()),
        edge(bottom + MARGIN, canvas.height()),
    );
    let (width, height) = (right - left, bottom - top);
    if width < 1.0 || height < 1.0 {
        return None;
    }
    let part = canvas
        .clone_node()
        .ok()?
        .dyn_into::<HtmlCanvasElement>()
        .ok()?;
    part.set_width(width as u32);
    part.set_height(height as u32);
    let context = part.get_context("2d").ok()??;
    let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
    context
        .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            canvas, left, top, width, height, 0.0, 0.0, width, height,
        )
        .ok()?;
    Some(part)
}

impl Drop for Pen {
    fn drop(&mut self) {
        self.pad.off();
    }
}

/// A canvas's picture as PNG.
pub async fn picture(canvas: &HtmlCanvasElement) -> Result<Vec<u8>, String> {
    encode(canvas, "image/png", None).await
}

/// Puts a pen on the canvas as soon as it is on the page and has its size, for as long as it is there.
pub fn use_pen(
    canvas: NodeRef<leptos::html::Canvas>,
    drawn: RwSignal<bool>,
) -> StoredValue<Option<Pen>, LocalStorage> {
    let pen = StoredValue::new_local(None::<Pen>);
    Effect::new(move |_| {
        let element = canvas.get();
        drawn.set(false);
        pen.set_value(None);
        if let Some(element) = element {
            request_animation_frame(move || {
                pen.try_update_value(|pen| *pen = Some(Pen::on(element, drawn)));
            });
        }
    });
    let handle = window_event_listener(leptos::ev::resize, move |_| {
        pen.try_with_value(|pen| {
            if let Some(pen) = pen {
                pen.fit();
            }
        });
    });
    on_cleanup(move || handle.remove());
    pen
}
