//! What can be done to a dossier: one dialog an action, one at a time on screen.

mod call;
mod cancel;
mod closing;
mod glass;
mod handler;
mod inspection;
mod meeting;
mod note;
mod outcome;
mod people;
mod photo;
mod plan;
mod receipt;
mod remedy;
mod repaired;
mod ruling;
mod step;

use super::shown::Shown;
use crate::words::tr;
use chrono::{DateTime, Utc};
use domain::action::{Action, unread_notice};
use domain::event::{EventKind, NoticeSeen, Purpose};
use domain::id::{PersonId, VisitId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A dialog to open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Act {
    Do(Action),
    /// A visit with technician and time filled in, as the planning board proposes.
    Propose(Proposal),
    Replan(VisitId),
    Cancel(VisitId),
}

/// Who goes there and when, to begin a planning with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proposal {
    pub visit: Option<VisitId>,
    pub purpose: Purpose,
    pub technician: PersonId,
    pub at: DateTime<Utc>,
}

/// The dialog that is open, if any.
#[component]
pub fn Acting(shown: Shown) -> impl IntoView {
    move || {
        let dialog = match shown.act.get()? {
            Act::Replan(visit) => view! { <plan::Plan shown visit=Some(visit)/> }.into_any(),
            Act::Propose(proposal) => view! { <plan::Plan shown purpose=proposal.purpose visit=proposal.visit proposed=proposal/> }.into_any(),
            Act::Cancel(visit) => view! { <cancel::Cancel shown visit/> }.into_any(),
            Act::Do(action) => match action {
                Action::Note => view! { <note::Note shown/> }.into_any(),
                Action::Call => view! { <call::Call shown/> }.into_any(),
                Action::ConfirmReceipt => view! { <receipt::Receipt shown/> }.into_any(),
                Action::RequestInspection => view! { <inspection::Inspection shown/> }.into_any(),
                Action::PlanVisit(purpose) => view! { <plan::Plan shown purpose/> }.into_any(),
                Action::BringToMeeting => view! { <meeting::Meeting shown/> }.into_any(),
                Action::Rule => view! { <ruling::Ruling shown/> }.into_any(),
                Action::AssignRemedy => view! { <remedy::Remedy shown/> }.into_any(),
                Action::OrderGlass => view! { <glass::Ordered shown/> }.into_any(),
                Action::ReceiveGlass => view! { <glass::Arrived shown/> }.into_any(),
                Action::Repair => view! { <repaired::Repair shown/> }.into_any(),
                Action::AddPhoto => view! { <photo::AddPhoto shown/> }.into_any(),
                Action::ChangeHandler => view! { <handler::Handler shown/> }.into_any(),
                Action::TellOutcome => view! { <outcome::Outcome shown/> }.into_any(),
                Action::Close => view! { <closing::Close shown/> }.into_any(),
                Action::Reopen => view! { <closing::Reopen shown/> }.into_any(),
                Action::Withdraw => view! { <closing::Withdraw shown/> }.into_any(),
                Action::Record(kind) => view! { <step::Step shown kind/> }.into_any(),
                Action::SeeNotice | Action::Visit(..) => return None,
            },
        };
        Some(dialog)
    }
}

impl Shown {
    /// Begins an action: opens its dialog, goes to the visit, or does at once what needs no words.
    pub fn begin(&self, action: Action) {
        match action {
            Action::SeeNotice => self.see_notice(),
            Action::Visit(visit, purpose) => {
                let page = match purpose {
                    Purpose::Inspection => "finding",
                    Purpose::Repair => "repair",
                };
                let address = format!("/app/dossier/{}/{page}/{visit}", self.id);
                leptos_router::hooks::use_navigate()(&address, Default::default());
            }
            action => self.act.set(Some(Act::Do(action))),
        }
    }

    fn see_notice(&self) {
        let shown = *self;
        let notice = shown.peek().and_then(|(opened, reference)| {
            unread_notice(
                &opened.dossier,
                &reference.procedure,
                &untrack(|| shown.desk.actor()),
            )
            .map(|notice| notice.id.clone())
        });
        let Some(notice) = notice else { return };
        spawn_local(async move {
            match shown.desk.record(shown.id, NoticeSeen { notice }).await {
                Ok(_) => shown
                    .desk
                    .toast(tr("Bewaard op dit toestel", "Saved on this device")),
                Err(error) => shown.desk.toast(error.to_string()),
            }
        });
    }

    /// Whether this person may record an event of a kind here; follows changes.
    pub fn may(&self, kind: EventKind) -> bool {
        let opened = self.opened.get();
        opened.is_some_and(|opened| {
            self.desk
                .may(&opened, domain::permission::Deed::Record(kind))
        })
    }
}
