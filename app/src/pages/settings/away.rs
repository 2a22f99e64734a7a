//! Out of office: from when until when, and who stands in.

use crate::api::account::save_absence;
use crate::local::desk::use_desk;
use crate::ui::{Choice, TextField};
use crate::words::{language, tr};
use domain::absence::Absence;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn AwayForm() -> impl IntoView {
    let desk = use_desk();
    let me = desk.actor().person;
    let known = desk.reference.with_untracked(|reference| {
        let absences = reference.as_ref().map(|r| r.absences.clone());
        let mut absences = absences.unwrap_or_default().into_iter();
        absences.find(|absence| absence.person == me)
    });
    let is_known = RwSignal::new(known.is_some());
    let day =
        |of: fn(&Absence) -> String| RwSignal::new(known.as_ref().map(of).unwrap_or_default());
    let (from, until) = (day(|a| a.from.to_string()), day(|a| a.until.to_string()));
    let deputy = RwSignal::new(
        known
            .as_ref()
            .and_then(|absence| absence.deputy)
            .map(|deputy| deputy.to_string())
            .unwrap_or_default(),
    );
    let problem = RwSignal::new(None::<String>);
    let send = move |absence: Option<Absence>| {
        let away = absence.is_some();
        spawn_local(async move {
            match save_absence(me, absence).await {
                Ok(()) => {
                    problem.try_set(None);
                    is_known.try_set(away);
                    desk.toast(if away {
                        tr("Uw afwezigheid is bekend.", "Your absence is known.")
                    } else {
                        tr("U bent er weer.", "You are back.")
                    });
                }
                Err(error) => {
                    problem.try_set(Some(error.message(language())));
                }
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let days = (from.get_untracked().parse(), until.get_untracked().parse());
        let (Ok(from), Ok(until)) = days else {
            problem.set(Some(
                tr(
                    "Kies de eerste en de laatste dag.",
                    "Choose the first and the last day.",
                )
                .to_owned(),
            ));
            return;
        };
        send(Some(Absence {
            person: me,
            from,
            until,
            deputy: deputy.get_untracked().parse().ok(),
        }));
    };
    let colleagues = move || -> Vec<(String, String)> {
        desk.reference.with(|reference| {
            let nobody = (String::new(), tr("Niemand", "Nobody").to_owned());
            let Some(r) = reference else {
                return vec![nobody];
            };
            let mine = desk.actor();
            let shares = |roles: &std::collections::BTreeSet<domain::person::Role>| {
                roles.iter().any(|role| {
                    mine.roles
                        .iter()
                        .any(|own| r.procedure.works_as(*own) == r.procedure.works_as(*role))
                })
            };
            let can = |person: &&domain::person::Person| {
                person.active && person.id != me && shares(&person.roles)
            };
            let people = r.people.iter().filter(can);
            let people = people.map(|person| (person.id.to_string(), person.name.clone()));
            std::iter::once(nobody).chain(people).collect()
        })
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextField id="away-from" label=tr("Eerste dag", "First day") value=from kind="date"/>
            <TextField id="away-until" label=tr("Laatste dag", "Last day") value=until kind="date" error=problem/>
            <Choice id="away-deputy" label=tr("Wie vervangt u?", "Who stands in?") value=deputy options=Signal::derive(colleagues)/>
            <div class="button-row">
                <button class="button" type="submit">{tr("Bewaar afwezigheid", "Save absence")}</button>
                <Show when=move || is_known.get()>
                    <button class="button plain" type="button" on:click=move |_| send(None)>{tr("Ik ben er weer", "I am back")}</button>
                </Show>
            </div>
        </form>
    }
}
