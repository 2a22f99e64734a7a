//! Marks in the browser's own timeline of a page, by which `./dev bench` and a developer see how long things take.
//! They name what happened and carry no data. Of each name only the last is kept, so a page that is open for days
//! does not grow; whoever wants all of them observes.

use web_sys::Performance;

/// The device's copy was read, and lists are real.
pub const STARTED: &str = "glashelder:started";
/// The server had nothing more to tell, and all of it is stored.
pub const SYNCED: &str = "glashelder:synced";
/// From recording something to having it durably in the store.
pub const SAVED: &str = "glashelder:saved";

/// Something happened now.
pub fn mark(name: &str) {
    if let Some(timeline) = timeline() {
        timeline.clear_marks_with_mark_name(name);
        let _ = timeline.mark(name);
    }
}

/// Something that began at a mark of the same name ends now.
pub fn measure(name: &str) {
    if let Some(timeline) = timeline() {
        timeline.clear_measures_with_measure_name(name);
        let _ = timeline.measure_with_start_mark(name, name);
    }
}

fn timeline() -> Option<Performance> {
    web_sys::window()?.performance()
}
