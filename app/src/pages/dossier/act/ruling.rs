//! Judging a complaint: the ruling, the reasons, and who judged with whom (GP-08).

use super::Shown;
use super::people;
use crate::ui::field::FieldError;
use crate::ui::{Choice, Icon, RecordDialog, TextArea, TextField, said};
use crate::words::{language, tr};
use domain::action::ruling_bodies;
use domain::dossier::{Dossier, VisitState};
use domain::event::{Advice, Ruled};
use domain::procedure::Body;
use domain::refusal::{Fault, Problem};
use leptos::prelude::*;
use sync::message::Reference;

#[component]
pub fn Ruling(shown: Shown) -> impl IntoView {
    let form = shown.form("ruling");
    let known = shown.peek();
    let ruling = form.field("ruling", "");
    let reasons = form.field("reasons", "");
    let meeting = form.field(
        "meeting",
        known
            .as_ref()
            .and_then(|(opened, _)| opened.dossier.meeting)
            .map(|day| day.to_string())
            .unwrap_or_default(),
    );
    let with = form.field("with", "");
    let bodies = known
        .as_ref()
        .map(|(opened, reference)| bodies(shown, &opened.dossier, reference))
        .unwrap_or_default();
    let first = bodies.first().map(|body| body.id.clone());
    let body = form.field("body", first.unwrap_or_default());
    let event = Callback::new(move |()| {
        let ruling = ruling.get();
        if ruling.is_empty() {
            return Err(Problem::new("ruling", Fault::Unknown));
        }
        let with = with.with(|ids| ids.split(' ').filter_map(|id| id.parse().ok()).collect());
        Ok(Ruled {
            ruling,
            reasons: said(reasons),
            meeting: said(meeting).parse().ok(),
            with,
            body: body.get(),
        }
        .into())
    });
    let all: Vec<(String, String)> = known.as_ref().map_or_else(Vec::new, |(_, reference)| {
        let rulings = reference.procedure.rulings.iter();
        rulings
            .map(|ruling| (ruling.id.clone(), ruling.name.get(language()).to_owned()))
            .collect()
    });
    let meets = known
        .as_ref()
        .is_some_and(|(_, reference)| reference.procedure.meeting.is_some());
    let names: Vec<(String, String)> = bodies
        .iter()
        .map(|body| (body.id.clone(), body.name.get(language()).to_owned()))
        .collect();
    let bodies = StoredValue::new(bodies);
    let rulings = move || {
        let body = body.get();
        let able = bodies.with_value(|bodies| {
            let chosen = bodies.iter().find(|known| known.id == body);
            chosen.map(|body| body.rulings.clone()).unwrap_or_default()
        });
        let mut rulings = all.clone();
        rulings.retain(|(id, _)| able.is_empty() || able.contains(id));
        rulings
    };
    let binding = move || {
        let body = body.get();
        bodies.with_value(|bodies| bodies.iter().any(|known| known.id == body && known.binding))
    };
    let judges = known
        .as_ref()
        .map(|(opened, reference)| judges(shown, &opened.dossier, reference))
        .unwrap_or_default();
    let alone = known
        .as_ref()
        .and_then(|(_, reference)| alone(shown, reference));
    let advice = known
        .as_ref()
        .and_then(|(opened, reference)| advice(&opened.dossier, reference));
    view! {
        <RecordDialog form event title=tr("Oordeel", "Ruling") action=tr("Leg oordeel vast", "Record ruling")>
            {advice.clone().map(|(words, reasons)| view! {
                <p class="soft">{words}</p>
                {(!reasons.is_empty()).then(|| view! { <blockquote class="quote">{reasons}</blockquote> })}
            })}
            {(names.len() > 1).then(|| view! {
                <Choice id="ruling-body" label=tr("Wie oordeelt?", "Who rules?") value=body options=names.clone() error=form.error("body")/>
            })}
            {move || binding().then(|| view! { <p class="consequence">{tr("Dit oordeel bindt beide partijen.", "This ruling binds both parties.")}</p> })}
            <fieldset class="field">
                <legend class="field-label">{tr("Is de klacht terecht?", "Is the complaint justified?")}</legend>
                <div class="tiles rows">
                    {rulings().into_iter().map(|(id, name)| {
                        let value = id.clone();
                        view! {
                            <label class="tile row">
                                <input type="radio" name="ruling" aria-invalid=move || form.error("ruling").get().map(|_| "true")
                                    prop:checked=move || ruling.get() == value on:change=move |_| ruling.set(id.clone())/>
                                <Icon name="scale" class="tile-picture"/>
                                <span class="tile-text">{name}</span>
                            </label>
                        }
                    }).collect_view()}
                </div>
                <FieldError id="ruling-error" error=form.error("ruling")/>
            </fieldset>
            <TextArea id="ruling-reasons" label=tr("Waarom?", "Why?") value=reasons error=form.error("reasons") required=true
                hint=tr("De klager leest dit terug in de uitkomst.", "The complainant will read this in the outcome.")/>
            {(!judges.is_empty()).then(|| view! {
                <fieldset class="field">
                    <legend class="field-label">{tr("Samen met", "Together with")}</legend>
                    {judges.iter().cloned().map(|(id, name)| view! { <Judge id name with/> }).collect_view()}
                    {alone.clone().map(|words| view! {
                        <p class="field-hint" hidden=move || with.with(|ids| !ids.is_empty())>{words}</p>
                    })}
                </fieldset>
            })}
            {meets.then(|| view! { <TextField id="ruling-meeting" label=tr("In het overleg van", "In the meeting of") value=meeting kind="date" class="input short"/> })}
        </RecordDialog>
    }
}

#[component]
fn Judge(id: String, name: String, with: RwSignal<String>) -> impl IntoView {
    let own = id.clone();
    let chosen = move || with.with(|ids| ids.split(' ').any(|other| other == own));
    let change = move |event| {
        let mut ids: Vec<String> = with.with_untracked(|ids| {
            ids.split(' ')
                .filter(|other| *other != id && !other.is_empty())
                .map(str::to_owned)
                .collect()
        });
        if event_target_checked(&event) {
            ids.push(id.clone());
        }
        with.set(ids.join(" "));
    };
    view! { <label class="check"><input type="checkbox" prop:checked=chosen on:change=change/>{name}</label> }
}

/// Where this person can rule now.
fn bodies(shown: Shown, dossier: &Dossier, reference: &Reference) -> Vec<Body> {
    let actor = untrack(|| shown.desk.actor());
    let bodies = ruling_bodies(dossier, &reference.procedure, &actor);
    bodies.into_iter().cloned().collect()
}

/// Those of whom at least one takes part, besides the person who records it.
fn judges(shown: Shown, dossier: &Dossier, reference: &Reference) -> Vec<(String, String)> {
    let Some(role) = reference
        .procedure
        .meeting
        .as_ref()
        .and_then(|meeting| meeting.attended_by)
    else {
        return vec![];
    };
    let me = untrack(|| shown.desk.actor()).person;
    let others = people::of(dossier, reference, &[role])
        .into_iter()
        .filter(|person| person.id != me);
    others
        .map(|person| (person.id.to_string(), person.name.clone()))
        .collect()
}

/// Whom the procedure wants to judge as well, when the person who records it is no such person.
fn alone(shown: Shown, reference: &Reference) -> Option<String> {
    let role = reference.procedure.meeting.as_ref()?.attended_by?;
    let name = reference.procedure.role_name(role, language());
    let nl = format!("De procedure vraagt dat iemand meeoordeelt: {name}.");
    let en = format!("The procedure asks for someone to judge as well: {name}.");
    (!untrack(|| shown.desk.actor()).is(role)).then(|| language().pick(nl, en))
}

/// What the technician advised on site.
fn advice(dossier: &Dossier, reference: &Reference) -> Option<(String, String)> {
    let given = |visit: &domain::dossier::Visit| match &visit.state {
        VisitState::Done(done) => done
            .advice
            .map(|advice| (visit.technician, advice, done.reasons.clone())),
        _ => None,
    };
    let (who, advice, reasons): (_, Advice, String) =
        dossier.visits.iter().rev().find_map(given)?;
    Some((
        format!(
            "{}: {} {}",
            reference.name(who),
            tr("advies", "advice"),
            advice.label(language())
        ),
        reasons,
    ))
}
