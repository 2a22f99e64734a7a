//! The reports that somebody owes: to be made, to be sent, or to be decided upon.

use crate::api::report::{Reports, Title};
use crate::pages::figures::reports::{since, what};
use crate::words::tr;
use leptos::prelude::*;

/// A report of which something is owed.
#[derive(Clone, PartialEq)]
pub struct Owed {
    title: Title,
    address: String,
    asked: String,
}

/// What of all reports is owed.
pub fn owed(reports: &Reports) -> Vec<Owed> {
    let unmade = reports.unmade.iter().filter(|one| one.owed);
    let unmade = unmade.map(|one| Owed {
        title: one.title.clone(),
        address: "/app/figures".into(),
        asked: since(&one.title),
    });
    let begun = reports.listed.iter().filter_map(|one| {
        let asked = match one.sent_at {
            None => tr("concept, nog te versturen", "draft, to be sent"),
            Some(_) if one.to_decide => tr("besluit gevraagd", "decision asked"),
            Some(_) => return None,
        };
        Some(Owed {
            title: one.title.clone(),
            address: format!("/app/figures/{}", one.id),
            asked: asked.to_owned(),
        })
    });
    unmade.chain(begun).collect()
}

#[component]
pub fn OwedReports(owed: Memo<Vec<Owed>>) -> impl IntoView {
    view! {
        <Show when=move || owed.with(|owed| !owed.is_empty())>
            <section class="due-heard">
                <h2>{tr("Rapportages", "Reports")}</h2>
                <ul class="due">
                    {move || owed.get().into_iter().map(|Owed { title, address, asked }| view! {
                        <li class="due-line">
                            <a class="due-what" href=address>{what(&title)}</a>
                            <span class="due-when"><span class="standing" data-tone="soon">{asked}</span></span>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
