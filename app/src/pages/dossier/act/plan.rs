//! Planning a visit: who goes, when, and whether that is in time (GP-07, GP-09).

use super::super::shown::{Known, moment_words};
use super::people;
use super::{Proposal, Shown};
use crate::local::device;
use crate::ui::{Choice, RecordDialog, TextField, said};
use crate::words::{language, tr};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::action::{Action, promise_of};
use domain::dossier::{Visit, VisitState};
use domain::event::{Purpose, VisitPlanned};
use domain::id::{PersonId, VisitId};
use domain::moment;
use domain::person::Role;
use domain::refusal::{Fault, Problem};
use leptos::prelude::*;
use sync::message::Reference;

const LENGTHS: [u32; 7] = [30, 60, 90, 120, 180, 240, 480];

#[component]
pub fn Plan(
    shown: Shown,
    #[prop(optional)] purpose: Purpose,
    #[prop(default = None)] visit: Option<VisitId>,
    #[prop(optional)] proposed: Option<Proposal>,
) -> impl IntoView {
    let known = shown.peek();
    let planned = known
        .as_ref()
        .and_then(|(opened, _)| opened.dossier.visit(visit?).cloned());
    let purpose = planned.as_ref().map_or(purpose, |visit| visit.purpose);
    let id = visit.unwrap_or_else(|| VisitId(device::new_id()));
    let start = known
        .as_ref()
        .map(|known| match proposed {
            Some(proposal) => Beginning::of(proposal.technician, proposal.at, &known.1),
            None => beginning(known, planned.as_ref(), purpose),
        })
        .unwrap_or_default();

    let form = shown.form(&match (proposed, visit) {
        // A draft for another cell of the board must not take this one's place.
        (Some(proposal), _) => format!(
            "propose-{}-{}",
            proposal.technician,
            proposal.at.timestamp()
        ),
        (None, Some(visit)) => format!("replan-{visit}"),
        (None, None) => format!("plan-{}", purpose.word()),
    });
    let technician = form.field("technician", start.technician);
    let day = form.field("day", start.day);
    let time = form.field("time", start.time);
    let minutes = form.field(
        "minutes",
        planned
            .as_ref()
            .map_or(60, |visit| visit.minutes)
            .to_string(),
    );
    let remark = form.field(
        "remark",
        planned
            .as_ref()
            .map(|visit| visit.remark.clone())
            .unwrap_or_default(),
    );

    let at = move || {
        let (day, time) = (
            said(day).parse::<NaiveDate>().ok()?,
            said(time).parse::<NaiveTime>().ok()?,
        );
        shown
            .desk
            .reference
            .with(|reference| Some(reference.as_ref()?.procedure.calendar.at(day, time)))
    };
    let who = move || technician.get().parse::<PersonId>().ok();
    let event = Callback::new(move |()| {
        let technician = who().ok_or_else(|| Problem::new("technician", Fault::Missing))?;
        let missing = if said(day).is_empty() { "day" } else { "time" };
        let at = at().ok_or_else(|| Problem::new(missing, Fault::Missing))?;
        let minutes = minutes.get().parse().unwrap_or(60);
        Ok(VisitPlanned {
            visit: id,
            purpose,
            technician,
            at,
            minutes,
            remark: said(remark),
        }
        .into())
    });
    let people = known.as_ref().map(|(opened, reference)| {
        people::choices(&opened.dossier, reference, &[Role::Technician])
    });
    let people = people.unwrap_or_default();
    let lengths: Vec<_> = LENGTHS
        .iter()
        .map(|n| {
            (
                n.to_string(),
                moment::span(TimeDelta::minutes(i64::from(*n)), language()),
            )
        })
        .collect();
    let title = match (visit, purpose) {
        (Some(_), _) => tr("Bezoek verzetten", "Move visit"),
        (None, Purpose::Inspection) => tr("Bezoek plannen", "Plan visit"),
        (None, Purpose::Repair) => tr("Herstel plannen", "Plan repair"),
    };
    view! {
        <RecordDialog form event title=title action=title
            says=tr("De monteur ziet het bezoek op de tablet.", "The technician sees the visit on the tablet.")>
            <Choice id="plan-technician" label=tr("Wie gaat er heen?", "Who goes there?") value=technician options=people.clone()
                error=form.error("technician") required=true/>
            <div class="field-row">
                <TextField id="plan-day" label=tr("Dag", "Day") value=day kind="date" error=form.error("day") required=true/>
                <TextField id="plan-time" label=tr("Tijd", "Time") value=time kind="time" error=form.error("time") required=true/>
                <Choice id="plan-minutes" label=tr("Duur", "Length") value=minutes options=lengths.clone()/>
            </div>
            <Remarks shown purpose at=Signal::derive(at) who=Signal::derive(who) visit=id/>
            <TextField id="plan-remark" label=tr("Afgesproken met de klager", "Agreed with the complainant") value=remark/>
        </RecordDialog>
    }
}

/// What a planner should know about the chosen moment: too late, closed, or the technician is elsewhere.
#[component]
fn Remarks(
    shown: Shown,
    purpose: Purpose,
    at: Signal<Option<DateTime<Utc>>>,
    who: Signal<Option<PersonId>>,
    visit: VisitId,
) -> impl IntoView {
    let late = move || {
        let (at, (opened, reference)) = (at.get()?, shown.get()?);
        let promise = promise_of(
            Action::PlanVisit(purpose),
            &opened.dossier,
            &reference.procedure,
            device::now(),
        )?;
        let due = promise.deadline.due;
        let (name, words) = (
            promise.name.get(language()).to_owned(),
            moment_words(&reference, due),
        );
        let nl = format!("Dit is later dan beloofd: {name} uiterlijk {words}.");
        let en = format!("This is later than promised: {name} by {words}.");
        (at > due).then(|| language().pick(nl, en))
    };
    let closed = move || {
        let (at, (_, reference)) = (at.get()?, shown.get()?);
        let calendar = &reference.procedure.calendar;
        let day = calendar.wall(at).date();
        let open = calendar
            .opening(day)
            .iter()
            .any(|(from, until)| (*from..*until).contains(&at));
        let name = calendar.day(day).name(day);
        let nl = format!("Buiten de openingstijden ({}).", name.get(language()));
        let en = format!("Outside opening hours ({}).", name.get(language()));
        (!open).then(|| language().pick(nl, en))
    };
    let others = move || {
        let (at, who, (_, reference)) = (at.get()?, who.get()?, shown.get()?);
        let calendar = &reference.procedure.calendar;
        let day = calendar.wall(at).date();
        let mut busy: Vec<(DateTime<Utc>, String)> = shown.desk.rows.with(|rows| {
            let visits = rows.values().flat_map(|row| {
                row.summary
                    .planned_for(who)
                    .into_iter()
                    .map(|v| (v.clone(), row.summary.place.city.clone()))
            });
            let same_day = visits
                .filter(|(other, _)| other.id != visit && calendar.wall(other.at).date() == day);
            same_day
                .map(|(other, city)| {
                    (
                        other.at,
                        format!("{} {city}", moment::clock(calendar, other.at)),
                    )
                })
                .collect()
        });
        busy.sort();
        let list: Vec<String> = busy
            .into_iter()
            .map(|(_, words)| words.trim().to_owned())
            .collect();
        let already = tr("Heeft die dag al", "Has that day already");
        (!list.is_empty()).then(|| format!("{already}: {}.", list.join(", ")))
    };
    view! {
        {move || late().map(|words| view! { <div class="notice" data-tone="late" role="status"><p>{words}</p></div> })}
        {move || closed().map(|words| view! { <div class="notice" data-tone="soon"><p>{words}</p></div> })}
        <p class="soft">{others}</p>
    }
}

/// What the form begins with.
#[derive(Default)]
struct Beginning {
    technician: String,
    day: String,
    time: String,
}

impl Beginning {
    fn of(technician: PersonId, at: DateTime<Utc>, reference: &Reference) -> Beginning {
        let wall = reference.procedure.calendar.wall(at);
        Beginning {
            technician: technician.to_string(),
            day: wall.date().to_string(),
            time: wall.format("%H:%M").to_string(),
        }
    }
}

fn beginning((opened, reference): &Known, planned: Option<&Visit>, purpose: Purpose) -> Beginning {
    let dossier = &opened.dossier;
    let calendar = &reference.procedure.calendar;
    if let Some(visit) = planned {
        return Beginning::of(visit.technician, visit.at, reference);
    }
    let remedy = dossier
        .remedy
        .as_ref()
        .filter(|_| purpose == Purpose::Repair)
        .map(|remedy| remedy.what.to)
        .filter(|person| !dossier.about.contains(person));
    let earlier = dossier
        .visits
        .iter()
        .rev()
        .filter(|visit| !dossier.about.contains(&visit.technician))
        .find(|visit| visit.state != VisitState::Cancelled)
        .map(|visit| visit.technician);
    let known = remedy.or(earlier).map(|person| person.to_string());
    let technician = known
        .or_else(|| people::nearest(dossier, reference, Role::Technician))
        .unwrap_or_default();
    let tomorrow = calendar.next_working_day(calendar.wall(device::now()).date());
    Beginning {
        technician,
        day: tomorrow.map(|day| day.to_string()).unwrap_or_default(),
        time: "09:00".into(),
    }
}
