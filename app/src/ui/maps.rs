//! The way to a place.

/// The address that opens the device's own maps with the way to a place. This one is understood by the maps of tablets
/// and telephones, which then lead the way by voice; a desk's browser shows it as a page.
pub fn route_to(line: &str) -> String {
    let words: String = js_sys::encode_uri_component(line).into();
    format!("https://www.google.com/maps/dir/?api=1&destination={words}")
}
