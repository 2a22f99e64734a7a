//! Keeps the draft of a form that takes long to fill in, with photos, through a killed browser.
//!
//! The browser writes its small storage down some time later, a minute when there was much; the store is written at once.

use super::desk::Desk;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// From now on `text` (empty: nothing stands in the form) is kept under a name at every change. What was kept before
/// is handed to `restore`, unless someone typed meanwhile.
pub fn keep(desk: Desk, name: String, text: Memo<String>, restore: Callback<String>) {
    let name = StoredValue::new(name);
    let ready = RwSignal::new(false);
    let begun_with = text.get_untracked();
    Effect::new(move |asked: Option<bool>| {
        let ask = asked != Some(true) && desk.loaded.get();
        if ask {
            let begun_with = begun_with.clone();
            spawn_local(async move {
                let Some((core, name)) = desk.core().zip(name.try_get_value()) else {
                    return;
                };
                let kept = core.store.draft(&name).await.ok().flatten();
                let untouched = text
                    .try_get_untracked()
                    .is_some_and(|now| now == begun_with);
                if let Some(kept) = kept.filter(|kept| untouched && *kept != begun_with) {
                    restore.try_run(kept);
                }
                ready.try_set(true);
            });
        }
        ask || asked == Some(true)
    });
    Effect::new(move |_| {
        let text = text.get();
        if !ready.get() {
            return;
        }
        spawn_local(async move {
            if let Some((core, name)) = desk.core().zip(name.try_get_value()) {
                // The small storage has it too; what is recorded for real is stored durably.
                let _ = core.store.keep_draft(&name, &text).await;
            }
        });
    });
}
