//! A timeline that is only tried out: who would do what, what is owed after each event, and how its dates come about.

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::consequence::consequences;
use domain::language::Language;
use domain::moment;
use domain::obligation::{ObligationState, obligations};
use domain::procedure::Procedure;
use domain::rehearsal::{Rehearsal, Unplayable};
use std::io::Write;

/// What somebody wants to try.
pub struct Asked {
    pub from: String,
    pub report: String,
    pub events: Vec<String>,
    pub until: Option<String>,
}

pub fn run(
    procedure: &Procedure,
    asked: &Asked,
    language: Language,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let mut play = Rehearsal::new(procedure);
    let report = asked.report.trim();
    let first = match report {
        "" => format!("{} registered", asked.from),
        report => format!("{} registered:{report}", asked.from),
    };
    let mut now = DateTime::<Utc>::UNIX_EPOCH;
    for line in std::iter::once(&first).chain(&asked.events) {
        let (at, event) = line.split_once(' ').with_context(|| {
            format!(
                "\"{line}\" has no event; write for instance \"2026-03-03T10:00 receipt_confirmed\""
            )
        })?;
        let at = read(procedure, at)?;
        if at < now {
            bail!("\"{line}\" comes before the event above it; put events in order");
        }
        now = at;
        let before = play.dossier().cloned();
        let played = play
            .play(at, event)
            .map_err(|error| told(line, &error, language))?;
        let told = moment::moment_with_year(&procedure.calendar, at, language);
        let who = procedure.role_name(played.by, language);
        let what = procedure.step_name(played.event.kind(), language);
        writeln!(out, "{told}  {who}: {what}")?;
        let follows = consequences(before.as_ref(), &played.event, procedure, at);
        for sentence in follows.sentences(procedure, at, language) {
            writeln!(out, "    {sentence}")?;
        }
        if let Some(stage) = play.dossier().and_then(|dossier| procedure.stage(dossier)) {
            let word = language.pick("Stand", "Stage");
            writeln!(out, "    {word}: {}.", stage.name.get(language))?;
        }
    }
    if let Some(until) = &asked.until {
        now = read(procedure, until)?.max(now);
    }
    owed(procedure, &play, now, language, out)
}

/// Everything that is or was owed, with how its date came about.
fn owed(
    procedure: &Procedure,
    play: &Rehearsal,
    now: DateTime<Utc>,
    language: Language,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let calendar = &procedure.calendar;
    let told = |at| moment::moment_with_year(calendar, at, language);
    let heading = language.pick("Wat er dan is beloofd, op", "What is owed then, on");
    writeln!(out, "\n{heading} {}:", told(now))?;
    let Some(dossier) = play.dossier() else {
        return Ok(());
    };
    for obligation in obligations(dossier, procedure, now) {
        let late = obligation.was_late(now);
        let state = match obligation.state {
            ObligationState::Open if late => language.pick("te laat", "late").to_owned(),
            ObligationState::Open if obligation.paused => language
                .pick("de klok staat stil", "the clock is paused")
                .to_owned(),
            ObligationState::Open => language.pick("loopt", "runs").to_owned(),
            ObligationState::Met(at) => {
                let word = if late {
                    language.pick("te laat gedaan", "done late")
                } else {
                    language.pick("gedaan", "done")
                };
                format!("{word} {}", told(at))
            }
            ObligationState::Cancelled(_) => language.pick("vervallen", "fell away").to_owned(),
        };
        let owner = procedure.role_name(obligation.owner, language);
        writeln!(
            out,
            "\n  {} ({}, {owner}): {} {} · {state}",
            obligation.name.get(language),
            obligation.rule,
            language.pick("uiterlijk", "by"),
            told(obligation.deadline.due),
        )?;
        for sentence in obligation.deadline.explain(calendar, language) {
            writeln!(out, "    {sentence}")?;
        }
    }
    Ok(())
}

/// A moment on the organisation's clock.
fn read(procedure: &Procedure, text: &str) -> anyhow::Result<DateTime<Utc>> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let mut read = formats
        .iter()
        .map(|format| NaiveDateTime::parse_from_str(text, format));
    let wall = read.find_map(Result::ok);
    let wall = wall
        .with_context(|| format!("\"{text}\" is no moment; write for instance 2026-03-02T09:41"))?;
    Ok(procedure.calendar.at(wall.date(), wall.time()))
}

fn told(line: &str, error: &Unplayable, language: Language) -> anyhow::Error {
    match error {
        Unplayable::Unreadable(why) => anyhow!("\"{line}\": {why}"),
        Unplayable::Refused(refusal) => anyhow!("\"{line}\": {}", refusal.message(language)),
    }
}
