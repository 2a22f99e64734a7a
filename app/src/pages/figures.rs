//! Figures for whom the procedure's reports are: what came in, what was kept in time, what was learned; to look at, and to
//! take along as a spreadsheet.

mod picture;

use crate::api::figures::count_figures;
use crate::local::desk::use_desk;
use crate::local::{device, photo};
use crate::ui::{Icon, Segments};
use crate::words::{language, tr};
use chrono::{Datelike, Days, NaiveDate};
use domain::figures::{Figures, Kept};
use leptos::prelude::*;
use leptos::task::spawn_local;
use picture::Months;
use wasm_bindgen::JsCast;

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
                Some(Ok(figures)) => view! { <All figures/> }.into_any(),
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

#[component]
fn All(figures: Figures) -> impl IntoView {
    let told = language().pick(
        format!("{} ontvangen, {} nog open", figures.received, figures.open),
        format!("{} received, {} still open", figures.received, figures.open),
    );
    let csv = StoredValue::new(figures.csv(language()));
    let name = format!("glashelder-{}-{}.csv", figures.from, figures.until);
    let save = move |_| csv.with_value(|csv| download(csv, &name));
    let satisfied = figures.satisfaction.map(|satisfied| {
        let mean = format!("{},{}", satisfied.tenths / 10, satisfied.tenths % 10);
        language().pick(
            format!(
                "Tevredenheid: {mean} van {} ({} antwoorden)",
                satisfied.highest, satisfied.answers
            ),
            format!(
                "Satisfaction: {mean} of {} ({} answers)",
                satisfied.highest, satisfied.answers
            ),
        )
    });
    let measures = figures.measures;
    let measures = (measures.planned > 0).then(|| {
        language().pick(
            format!(
                "Maatregelen: {} afgesproken, {} nagegaan, {} werken",
                measures.planned, measures.checked, measures.effective
            ),
            format!(
                "Measures: {} planned, {} checked, {} work",
                measures.planned, measures.checked, measures.effective
            ),
        )
    });
    let groups = figures.groups.clone();
    let received = figures.received.max(1);
    view! {
        <div class="figures">
            <div class="figures-told">
                <p><strong>{told}</strong></p>
                {satisfied.map(|told| view! { <p>{told}</p> })}
                {measures.map(|told| view! { <p>{told}</p> })}
                <button type="button" class="button small" on:click=save><Icon name="download"/>{tr("Bewaar als spreadsheet", "Save as a spreadsheet")}</button>
            </div>
            <Months months=figures.months.clone()/>
            <section class="figures-part">
                <h2>{tr("Op tijd", "In time")}</h2>
                <ul class="shares">{figures.kept.iter().map(kept).collect_view()}</ul>
            </section>
            {groups.into_iter().map(|group| view! {
                <section class="figures-part">
                    <h2>{group.name.get(language()).to_owned()}</h2>
                    <ul class="shares">
                        {group.counts.into_iter().map(|count| share(
                            count.name.get(language()).to_owned(),
                            count.count.to_string(),
                            count.count * 100 / received,
                            None,
                        )).collect_view()}
                    </ul>
                </section>
            }).collect_view()}
        </div>
    }
}

fn kept(kept: &Kept) -> impl IntoView + use<> {
    let percent = kept.percent();
    let goal = kept.goal.map(|goal| {
        let (nl, en) = match kept.reached() {
            Some(true) => ("gehaald", "reached"),
            Some(false) => ("niet gehaald", "missed"),
            None => ("nog niets bekend", "nothing known yet"),
        };
        format!(
            ", {} {goal}%: {}",
            tr("doel", "goal"),
            language().pick(nl, en)
        )
    });
    let told = match percent {
        Some(percent) => format!(
            "{percent}% ({}/{}){}",
            kept.kept,
            kept.of,
            goal.unwrap_or_default()
        ),
        None => goal.unwrap_or_default().trim_start_matches(", ").to_owned(),
    };
    let tone = match kept.reached() {
        Some(false) => Some("late"),
        _ => None,
    };
    let name = format!("{} · {}", kept.name.get(language()), kept.rule);
    share(name, told, percent.unwrap_or_default(), tone)
}

/// A name, a figure, and the share as a bar.
fn share(name: String, told: String, percent: usize, tone: Option<&'static str>) -> impl IntoView {
    view! {
        <li class="share" data-tone=tone>
            <span>{name}</span>
            <span class="share-told">{told}</span>
            <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect width=percent.min(100) height="4"/>
            </svg>
        </li>
    }
}

fn download(text: &str, name: &str) {
    let link = photo::object_url(text.as_bytes(), "text/csv").and_then(|url| {
        let link = document().create_element("a").ok()?;
        let link = link.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
        link.set_href(&url);
        Some(link)
    });
    if let Some(link) = link {
        link.set_download(name);
        link.click();
    }
}
