//! The form of the intake: what is typed, kept as a draft, with what is wrong at each field once it was left.

use super::typed::{Kept, Typed};
use crate::local::desk::Desk;
use crate::local::device;
use crate::words::{language, tr};
use domain::event::Registered;
use domain::party::{AddressField, Field, PartyField};
use domain::validate;
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

const DRAFT: &str = "intake";

/// The form; small to pass around.
#[derive(Clone, Copy)]
pub struct Form {
    desk: Desk,
    pub typed: Typed,
    /// Ids of the fields that were left once.
    left: RwSignal<BTreeSet<String>>,
    /// Saving was tried.
    pub tried: RwSignal<bool>,
    pub wrong: Memo<Vec<Wrong>>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// The field's id on the page.
    pub id: String,
    pub message: String,
    /// With the field's name.
    pub sentence: String,
}

/// A field's id on the page.
pub fn id_of(field: Field) -> String {
    field.to_string().replace('.', "-")
}

impl Form {
    /// The form as it was left, or empty.
    pub fn open(desk: Desk) -> Form {
        let kept: Kept = device::draft(DRAFT).unwrap_or_default();
        let typed = Typed::of(kept, desk);
        Effect::new(move |_| device::set_draft(DRAFT, typed.kept().as_ref()));
        Form {
            desk,
            typed,
            left: RwSignal::default(),
            tried: RwSignal::new(false),
            wrong: Memo::new(move |_| problems(typed, desk)),
        }
    }

    /// Something was typed.
    pub fn is_begun(&self) -> bool {
        self.typed.kept().is_some()
    }

    /// The registration to be saved now.
    pub fn registered(&self) -> Option<Registered> {
        let typed = self.typed;
        untrack(|| {
            self.desk
                .reference
                .with(|r| r.as_ref().map(|r| typed.registered(r, device::now())))
        })
    }

    /// The message at a field, once it was left or saving was tried.
    pub fn error(&self, id: &str) -> Option<String> {
        let shown = self.tried.get() || self.left.with(|left| left.contains(id));
        if !shown {
            return None;
        }
        self.wrong.with(|wrong| {
            wrong
                .iter()
                .find(|wrong| wrong.id == id)
                .map(|wrong| wrong.message.clone())
        })
    }

    /// A field was left: from now on it says what is wrong.
    pub fn leave(&self, event: &web_sys::FocusEvent) {
        // The browser also says that a field was left when its form is taken off the page.
        if self.left.try_with_untracked(BTreeSet::is_empty).is_none() {
            return;
        }
        let Some(element) = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        else {
            return;
        };
        let id = element.id();
        let postcodes = [
            Field::Complainant(PartyField::Address(AddressField::Postcode)),
            Field::Customer(PartyField::Address(AddressField::Postcode)),
            Field::Site(AddressField::Postcode),
        ];
        if let Some(field) = postcodes.into_iter().find(|field| id == id_of(*field)) {
            let value = self.typed.value(field);
            let typed = value.get_untracked();
            if let Some(right) = validate::postcode(&typed).filter(|right| *right != typed) {
                value.set(right);
            }
        }
        // On the way to a button or box the page must not move, or the click misses it; saving shows every error anyway.
        let next = event
            .related_target()
            .and_then(|next| next.dyn_into::<web_sys::Element>().ok());
        let to_field = next.is_some_and(|next| {
            let typed_into = !matches!(
                next.get_attribute("type").as_deref(),
                Some("checkbox" | "radio" | "button" | "submit")
            );
            typed_into && matches!(next.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        });
        if to_field && !id.is_empty() && !self.left.with_untracked(|left| left.contains(&id)) {
            self.left.update(|left| {
                left.insert(id);
            });
        }
    }

    /// Lets the draft go.
    pub fn forget(&self) {
        device::set_draft::<Kept>(DRAFT, None);
    }

    /// Empties the form.
    pub fn clear(&self) {
        self.typed.clear();
        self.left.update(BTreeSet::clear);
        self.tried.set(false);
    }
}

fn problems(typed: Typed, desk: Desk) -> Vec<Wrong> {
    let now = desk.now.get();
    desk.reference.with(|reference| {
        let Some(reference) = reference else {
            return vec![];
        };
        let calendar = &reference.procedure.calendar;
        let mut wrong: Vec<Wrong> = Vec::new();
        if typed.received_at(calendar, now).is_none() {
            let message = tr(
                "Schrijf bijvoorbeeld: gisteren 14:30, of 3-3 10:42.",
                "Write for instance: yesterday 14:30, or 3-3 10:42.",
            );
            wrong.push(Wrong {
                id: "received_at".into(),
                message: message.into(),
                sentence: format!("{}: {message}", tr("Ontvangen", "Received")),
            });
        }
        for problem in
            validate::registration(&typed.registered(reference, now), &reference.procedure, now)
        {
            let id = problem.field.replace('.', "-");
            if !wrong.iter().any(|known| known.id == id) {
                wrong.push(Wrong {
                    id,
                    message: problem.message(language()),
                    sentence: begin_large(&problem.sentence(language())),
                });
            }
        }
        wrong
    })
}

/// As a sentence begins.
fn begin_large(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    first + letters.as_str()
}
