//! The language in which this device speaks.

use crate::local::device;
use domain::language::Language;
use std::cell::Cell;

thread_local! {
    static LANGUAGE: Cell<Option<Language>> = const { Cell::new(None) };
}

/// The device's language. Changing it loads the page anew, so texts need not be reactive.
pub fn language() -> Language {
    LANGUAGE.with(|cell| {
        cell.get().unwrap_or_else(|| {
            let language = device::language();
            cell.set(Some(language));
            language
        })
    })
}

/// Chooses between a Dutch and an English text.
pub fn tr(nl: &'static str, en: &'static str) -> &'static str {
    language().pick(nl, en)
}
