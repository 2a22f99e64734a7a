//! Figures for whom the procedure's reports are: what came in, what was kept in time, what was learned; to look at, and to
//! take along as a spreadsheet.

pub mod counted;
mod picture;
pub mod reports;

use crate::api::figures::count_figures;
use crate::local::desk::use_desk;
use crate::local::device;
use crate::ui::{Icon, Segments};
use crate::words::{language, tr};
use chrono::{Datelike, Days, NaiveDate};
use counted::Counted;
use domain::figures::Figures;
use leptos::prelude::*;
use leptos::task::spawn_local;
use reports::Reports;

#[component]
pub fn FiguresPage() -> impl IntoView {
    let desk = use_desk();
    let period = RwSignal::new("quarter".to_owned());
    let found = RwSignal::new(None::<Result<Figures, String>>);
    Effect::new(move |_| {
        let chosen = period.get();
        let today = desk.reference.with(|reference| {
            let calendar = reference.as_ref().map(|r| &r.procedure.calendar);
            calendar.map(|calendar| calendar.wall(device::now()).date())
        });
        let Some((from, until)) = today.and_then(|today| days(&chosen, today)) else {
            return;
        };
        spawn_local(async move {
            let answer = count_figures(from, until).await;
            let answer = answer.map_err(|error| error.message(language()));
            if period.try_get_untracked().is_some_and(|now| now == chosen) {
                found.try_set(Some(answer));
            }
        });
    });
    let periods = Signal::stored(vec![
        ("quarter".to_owned(), tr("3 maanden", "3 months").to_owned()),
        ("year".to_owned(), tr("Dit jaar", "This year").to_owned()),
        ("last".to_owned(), tr("Vorig jaar", "Last year").to_owned()),
    ]);
    view! {
        <div class="page">
            <div class="page-head">
                <h1>{tr("Cijfers", "Figures")}</h1>
            </div>
            <Reports/>
            <div class="page-head">
                <h2>{tr("Nu geteld", "Counted now")}</h2>
                <Segments id="period" label=tr("Periode", "Period") value=period options=periods/>
                <p class="page-intro">{tr(
                    "Over alles wat in de periode is ontvangen, zonder namen.",
                    "Over all that was received in the period, without names.",
                )}</p>
            </div>
            {move || match found.get() {
                None => view! { <p class="soft" role="status">{tr("Bezig met tellen", "Counting")}</p> }.into_any(),
                Some(Err(why)) => view! {
                    <div class="notice" data-tone="late" role="alert"><Icon name="alert"/><p>{why}</p></div>
                }.into_any(),
                Some(Ok(figures)) => view! { <Counted figures/> }.into_any(),
            }}
        </div>
    }
}

/// The first and last day of a period.
fn days(period: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    match period {
        "quarter" => Some((today.checked_sub_days(Days::new(91))?, today)),
        "last" => Some((
            new_year(today.year() - 1)?,
            new_year(today.year())?.pred_opt()?,
        )),
        _ => Some((new_year(today.year())?, today)),
    }
}
