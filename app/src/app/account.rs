//! The menu of the person who is signed in: settings, and signing out.

use crate::local::desk::use_desk;
use crate::local::reload;
use crate::local::vault;
use crate::ui::Icon;
use crate::words::tr;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

#[component]
pub fn AccountMenu() -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(false);
    let name = desk.me.with_value(|me| me.name.clone());
    let letters = name
        .split_whitespace()
        .filter_map(|part| part.chars().next());
    // Of `Petra van Leeuwen` P and L.
    let last = letters.clone().skip(1).last();
    let initials: String = letters.take(1).chain(last).collect();
    let leave = move |_| {
        spawn_local(async move {
            desk.leave().await;
            reload();
        });
    };
    let lock = move |_| {
        let me = desk.me.with_value(|me| me.actor.person);
        spawn_local(vault::lock_now(me));
    };
    let (whole, button) = (NodeRef::<html::Div>::new(), NodeRef::<html::Button>::new());
    let keyed = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" if open.get_untracked() => {
            open.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
        key @ ("ArrowDown" | "ArrowUp") => {
            event.prevent_default();
            open.set(true);
            let down = key == "ArrowDown";
            request_animation_frame(move || step(whole, down));
        }
        _ => {}
    };
    // Going elsewhere closes it.
    let left = move |event: web_sys::FocusEvent| {
        let next = event
            .related_target()
            .and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        let inside = whole
            .get_untracked()
            .is_some_and(|whole| whole.contains(next.as_ref()));
        if next.is_some() && !inside {
            open.set(false);
        }
    };
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        let there = event
            .target()
            .and_then(|there| there.dyn_into::<web_sys::Node>().ok());
        let whole = whole.get_untracked();
        if whole.is_some_and(|whole| !whole.contains(there.as_ref())) && open.get_untracked() {
            open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    view! {
        <div class="menu" node_ref=whole on:keydown=keyed on:focusout=left>
            <button class="account" node_ref=button aria-haspopup="menu" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                <span class="initials" aria-hidden="true">{initials}</span>
                <span class="account-name">{name}</span>
            </button>
            <Show when=move || open.get()>
                <div class="menu-list" role="menu">
                    <a class="menu-item" role="menuitem" href="/app/settings" on:click=move |_| open.set(false)>
                        <Icon name="settings"/>{tr("Instellingen", "Settings")}
                    </a>
                    {vault::is_sealing().then(|| view! {
                        <button class="menu-item" role="menuitem" on:click=lock>
                            <Icon name="lock"/>{tr("Vergrendelen", "Lock")}
                        </button>
                    })}
                    <button class="menu-item" role="menuitem" on:click=leave>
                        <Icon name="log-out"/>{tr("Afmelden", "Sign out")}
                    </button>
                </div>
            </Show>
        </div>
    }
}

/// To the next or the previous item of the menu.
fn step(menu: NodeRef<html::Div>, down: bool) {
    let Some(items) = menu
        .get_untracked()
        .map(|menu| menu.get_elements_by_class_name("menu-item"))
    else {
        return;
    };
    let item = |at: u32| {
        items
            .item(at)
            .and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok())
    };
    let here = document().active_element();
    let at = (0..items.length()).find(|at| item(*at).map(web_sys::Element::from) == here);
    let next = match (at, down) {
        (Some(at), true) => (at + 1) % items.length(),
        (Some(at), false) => at.checked_sub(1).unwrap_or(items.length() - 1),
        (None, true) => 0,
        (None, false) => items.length().saturating_sub(1),
    };
    if let Some(item) = item(next) {
        let _ = item.focus();
    }
}
