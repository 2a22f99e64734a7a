//! The months of a period: a pane for each, as high as what came in, filled as far as it has ended.

use crate::words::{language, tr};
use chrono::Datelike;
use domain::figures::Month;
use domain::moment;
use leptos::prelude::*;

#[component]
pub fn Months(months: Vec<Month>) -> impl IntoView {
    let most = months
        .iter()
        .map(|month| month.received)
        .max()
        .unwrap_or(0)
        .max(1);
    let height = move |count: usize| count as f64 / most as f64 * 100.0;
    view! {
        <section class="figures-part">
            <h2>{tr("Per maand ontvangen", "Received each month")}</h2>
            <ol class="fortnight-days" tabindex="0">
                {months.into_iter().map(|month| {
                    let (all, ended) = (height(month.received), height(month.ended));
                    let name = moment::day(month.first, language());
                    let name = name.rsplit(' ').next().unwrap_or_default().chars().take(3).collect::<String>();
                    let name = if month.first.month() == 1 { format!("{name} {}", month.first.year()) } else { name };
                    let title = language().pick(
                        format!("{} ontvangen, {} afgerond", month.received, month.ended),
                        format!("{} received, {} ended", month.received, month.ended),
                    );
                    let told = title.clone();
                    view! {
                        <li class="fortnight-day" title=told>
                            <svg class="fortnight-pane month-pane" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
                                <rect class="month-all" x="0" width="100" y=100.0 - all height=all/>
                                <rect x="0" width="100" y=100.0 - ended height=ended/>
                            </svg>
                            <span class="fortnight-count" aria-hidden="true">{month.received}</span>
                            <span class="fortnight-name">{name}<span class="unseen">": "{title}</span></span>
                        </li>
                    }
                }).collect_view()}
            </ol>
            <p class="soft">{tr("Gevuld: afgerond. Licht: nog open.", "Filled: ended. Light: still open.")}</p>
        </section>
    }
}
