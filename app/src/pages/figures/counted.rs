//! Figures as a page shows them: told, drawn, and to take along as a spreadsheet.

use super::picture::Months;
use crate::local::photo;
use crate::ui::Icon;
use crate::words::{language, tr};
use domain::figures::{Figures, Kept};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Figures as they were counted: told, drawn, and as a spreadsheet.
#[component]
pub fn Counted(figures: Figures) -> impl IntoView {
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
