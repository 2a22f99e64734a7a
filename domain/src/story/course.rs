//! Sentences of the steps of handling: admissibility, contact, terms, proposals, claims, learning.

use super::Telling;
use crate::event::*;
use crate::language::Language;
use chrono::NaiveDate;

/// What was done, and what was said with it.
pub(super) fn deed(event: &Event, t: &Telling) -> (String, String) {
    let l = t.language;
    let p = t.procedure;
    let plain = |nl: &str, en: &str| l.pick(nl, en).to_owned();
    let through = |channel: &str| {
        if channel.is_empty() {
            String::new()
        } else {
            format!(" ({})", p.channel_name(channel, l).to_lowercase())
        }
    };
    match event {
        Event::AdmissibilityDecided(e) => {
            let rule = p.admissibility_name(&e.rule, l).to_lowercase();
            let done = if e.admitted {
                l.pick(
                    format!("maakte een uitzondering: {rule}"),
                    format!("made an exception: {rule}"),
                )
            } else {
                let told = through(&e.channel);
                l.pick(
                    format!("nam dit niet in behandeling: {rule}{told}"),
                    format!("did not take this into treatment: {rule}{told}"),
                )
            };
            (done, joined(&e.reason, &e.text))
        }
        Event::SolvedInformally(e) => (
            plain("loste het informeel op", "solved it informally"),
            e.text.clone(),
        ),
        Event::MadeFormal(e) => {
            let channel = through(&e.channel);
            (
                l.pick(
                    format!("legde vast dat het een formele klacht werd{channel}"),
                    format!("recorded that it became a formal complaint{channel}"),
                ),
                e.text.clone(),
            )
        }
        Event::NatureJudged(e) if e.structural => (
            plain(
                "ziet een mogelijk structureel probleem",
                "sees a possible structural problem",
            ),
            e.reason.clone(),
        ),
        Event::NatureJudged(e) => (
            plain("ziet een incident", "sees an incident"),
            e.reason.clone(),
        ),
        Event::ApproachAgreed(e) => {
            let with: Vec<String> = e.with.iter().map(|person| (t.name)(*person)).collect();
            let with = if with.is_empty() {
                String::new()
            } else {
                format!(" {} {}", l.pick("met", "with"), with.join(", "))
            };
            (
                l.pick(
                    format!("sprak de aanpak af{with}"),
                    format!("agreed on the approach{with}"),
                ),
                e.text.clone(),
            )
        }
        Event::Informed(e) => {
            let topic = p.topic_name(&e.topic, l).to_lowercase();
            let whom = e.person.map_or_else(
                || plain("de klager", "the complainant"),
                |person| (t.name)(person),
            );
            let channel = through(&e.channel);
            (
                l.pick(
                    format!("informeerde {whom}: {topic}{channel}"),
                    format!("informed {whom}: {topic}{channel}"),
                ),
                e.text.clone(),
            )
        }
        Event::PersonResponded(e) => {
            let who = (t.name)(e.person);
            (
                l.pick(
                    format!("schreef de reactie van {who} op"),
                    format!("wrote down the response of {who}"),
                ),
                e.text.clone(),
            )
        }
        Event::InformationAsked(e) => {
            let channel = through(&e.channel);
            (
                l.pick(
                    format!("vroeg de klager om informatie{channel}"),
                    format!("asked the complainant for information{channel}"),
                ),
                e.text.clone(),
            )
        }
        Event::InformationReceived(e) => (
            plain("ontving informatie", "received information"),
            e.text.clone(),
        ),
        Event::AppointmentMade(e) => {
            let when = (t.moment)(e.at);
            let place = if e.place.is_empty() {
                String::new()
            } else {
                format!(", {}", e.place)
            };
            (
                l.pick(
                    format!("maakte een afspraak op {when}{place}"),
                    format!("made an appointment on {when}{place}"),
                ),
                e.text.clone(),
            )
        }
        Event::FeedbackDeclined(e) => (
            l.pick(
                format!("legde vast dat {} geen terugkoppeling wil", e.by),
                format!("recorded that {} wants no feedback", e.by),
            ),
            e.reason.clone(),
        ),
        Event::TermChosen(e) => {
            let (of, term) = (p.obligation_name(&e.obligation, l), e.term.display(l));
            (
                l.pick(
                    format!("koos de termijn: {of} binnen {term}"),
                    format!("chose the term: {of} within {term}"),
                ),
                e.reason.clone(),
            )
        }
        Event::TermExtended(e) => {
            let (of, until) = (p.obligation_name(&e.obligation, l), day(e.until));
            let channel = through(&e.channel);
            (
                l.pick(
                    format!("verlengde de termijn tot {until}: {of}{channel}"),
                    format!("extended the term to {until}: {of}{channel}"),
                ),
                joined(&e.reason, &e.text),
            )
        }
        Event::ClockStopped(e) => {
            let name = p
                .pause(&e.pause)
                .map_or(&e.pause[..], |pause| pause.name.get(l));
            (
                l.pick(
                    format!("zette de klok stil: {name}"),
                    format!("stopped the clock: {name}"),
                ),
                e.reason.clone(),
            )
        }
        Event::ClockResumed(e) => (
            l.pick("liet de klok weer lopen", "let the clock run on")
                .to_owned(),
            e.text.clone(),
        ),
        Event::ColleagueInvolved(e) => {
            let who = (t.name)(e.person);
            let via = e.through.map_or_else(String::new, |person| {
                format!(" {} {}", l.pick("via", "through"), (t.name)(person))
            });
            (
                l.pick(format!("betrok {who}{via}"), format!("involved {who}{via}")),
                e.what.clone(),
            )
        }
        Event::ProposalMade(e) => {
            let channel = through(&e.channel);
            (
                l.pick(
                    format!("stelde een oplossing voor{channel}"),
                    format!("proposed a solution{channel}"),
                ),
                e.text.clone(),
            )
        }
        Event::ProposalAnswered(e) if e.accepted => (
            plain(
                "legde vast dat de klager akkoord is",
                "recorded that the complainant agrees",
            ),
            e.text.clone(),
        ),
        Event::ProposalAnswered(e) => (
            plain(
                "legde vast dat de klager een ander voorstel wil",
                "recorded that the complainant wants another proposal",
            ),
            e.text.clone(),
        ),
        Event::Escalated(e) => {
            let role = p.role_name(e.to, l).to_lowercase();
            let to = e.person.map_or(role.clone(), |person| {
                format!("{} ({role})", (t.name)(person))
            });
            let channel = through(&e.channel);
            (
                l.pick(
                    format!("zette het door naar {to}{channel}"),
                    format!("escalated it to {to}{channel}"),
                ),
                joined(&e.reason, &e.text),
            )
        }
        Event::MediationStarted(e) => {
            let who = (t.name)(e.mediator);
            (
                l.pick(
                    format!("begon bemiddeling door {who}"),
                    format!("began mediation by {who}"),
                ),
                e.reason.clone(),
            )
        }
        Event::MediationEnded(e) if e.solved => (
            plain(
                "sloot de bemiddeling af: opgelost",
                "ended mediation: solved",
            ),
            e.text.clone(),
        ),
        Event::MediationEnded(e) => (
            plain(
                "sloot de bemiddeling af: niet opgelost",
                "ended mediation: not solved",
            ),
            e.text.clone(),
        ),
        Event::DamageEstablished(e) => {
            let since = (t.moment)(e.since);
            (
                l.pick(
                    format!(
                        "stelde schade vast; aansprakelijk: {} (bekend sinds {since})",
                        e.liable
                    ),
                    format!(
                        "established damage; liable: {} (known since {since})",
                        e.liable
                    ),
                ),
                e.text.clone(),
            )
        }
        Event::ClaimFiled(e) => {
            let (amount, channel) = (euros(e.cents, l), through(&e.channel));
            (
                l.pick(
                    format!("nam een schadeclaim aan{amount}{channel}"),
                    format!("took in a claim for damages{amount}{channel}"),
                ),
                e.text.clone(),
            )
        }
        Event::ClaimDecided(e) => {
            let (granted, amount) = (e.granted.label(l), euros(e.cents, l));
            (
                l.pick(
                    format!("besliste op de schadeclaim: {granted}{amount}"),
                    format!("decided on the claim: {granted}{amount}"),
                ),
                e.reasons.clone(),
            )
        }
        Event::CauseEstablished(e) => {
            let cause = if e.cause.is_empty() {
                String::new()
            } else {
                format!(": {}", p.cause_name(&e.cause, l).to_lowercase())
            };
            let structural = match e.structural {
                Some(true) => l.pick(", structureel", ", structural"),
                _ => "",
            };
            (
                l.pick(
                    format!("stelde de oorzaak vast{cause}{structural}"),
                    format!("established the cause{cause}{structural}"),
                ),
                e.text.clone(),
            )
        }
        Event::MeasurePlanned(e) => {
            let (owner, due) = ((t.name)(e.owner), day(e.due));
            let kind = if e.kind.is_empty() {
                plain("een maatregel", "a measure")
            } else {
                p.measure_name(&e.kind, l).to_lowercase()
            };
            (
                l.pick(
                    format!("sprak {kind} af: {owner}, uiterlijk {due}"),
                    format!("planned {kind}: {owner}, by {due}"),
                ),
                e.what.clone(),
            )
        }
        Event::MeasureChecked(e) if e.effective => (
            plain(
                "ging een maatregel na: die werkt",
                "checked a measure: it works",
            ),
            e.text.clone(),
        ),
        Event::MeasureChecked(e) => (
            plain(
                "ging een maatregel na: die werkt niet",
                "checked a measure: it does not work",
            ),
            e.text.clone(),
        ),
        Event::SatisfactionMeasured(e) => {
            let highest = p.satisfaction.as_ref().map_or(10, |s| s.highest);
            let score = e.score.map_or_else(
                || plain(": geen antwoord", ": no answer"),
                |score| format!(": {score} {} {highest}", l.pick("van", "of")),
            );
            (
                l.pick(
                    format!("mat de tevredenheid{score}"),
                    format!("measured satisfaction{score}"),
                ),
                e.text.clone(),
            )
        }
        // Told by the story itself.
        _ => (event.kind().label(l).to_lowercase(), String::new()),
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%d-%m-%Y").to_string()
}

fn joined(first: &str, second: &str) -> String {
    let texts = [first, second];
    let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

/// `, € 125,50`, or nothing.
fn euros(cents: Option<u64>, language: Language) -> String {
    cents.map_or_else(String::new, |cents| {
        let point = language.pick(",", ".");
        format!(", € {}{point}{:02}", cents / 100, cents % 100)
    })
}
