//! The coming two weeks: a pane for each day, filled by what ends on it.

use crate::words::{language, tr};
use chrono::Datelike;
use domain::due::Day;
use domain::moment;
use leptos::prelude::*;

#[component]
pub fn Fortnight(days: Vec<Day>, late: usize) -> impl IntoView {
    let most = days
        .iter()
        .map(|day| day.count)
        .max()
        .unwrap_or(0)
        .max(late)
        .max(1);
    // Drawn, because the page allows no styles of its own.
    let share = move |count: usize| {
        let height = count as f64 / most as f64 * 100.0;
        view! {
            <svg class="fortnight-pane" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" width="100" y=100.0 - height height=height/>
            </svg>
        }
    };
    let total: usize = days.iter().map(|day| day.count).sum();
    let told = language().pick(
        format!("{late} te laat, {total} in de komende twee weken"),
        format!("{late} late, {total} in the coming two weeks"),
    );
    view! {
        <section class="fortnight" aria-label=tr("De komende twee weken", "The coming two weeks")>
            <p class="fortnight-told">{told}</p>
            <ol class="fortnight-days" tabindex="0">
                <li class="fortnight-day" data-tone=(late > 0).then_some("late")>
                    {share(late)}
                    <span class="fortnight-count">{late}</span>
                    <span class="fortnight-name">{tr("te laat", "late")}</span>
                </li>
                {days.into_iter().enumerate().map(|(index, day)| {
                    let name = match index {
                        0 => tr("vandaag", "today").to_owned(),
                        _ => format!("{} {}", moment::weekday(day.date).get(language()).chars().take(2).collect::<String>(), day.date.day()),
                    };
                    let closed = day.closed.map(|name| name.get(language()).to_owned());
                    let is_closed = closed.is_some().to_string();
                    let title = [Some(moment::day(day.date, language())), closed.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
                    view! {
                        <li class="fortnight-day" data-closed=is_closed data-tone=(index == 0 && day.count > 0).then_some("soon") title=title>
                            {share(day.count)}
                            <span class="fortnight-count">{(day.count > 0).then_some(day.count)}</span>
                            <span class="fortnight-name">{name}{closed.map(|closed| view! { <span class="unseen">", "{closed}</span> })}</span>
                        </li>
                    }
                }).collect_view()}
            </ol>
        </section>
    }
}
