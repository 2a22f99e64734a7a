//! What holds under every procedure, whatever happens: whoever owes something can do it, and every deadline adds up.

use super::{FILES, read};
use chrono::{DateTime, TimeDelta, Utc};
use domain::action::{Action, possible};
use domain::deadline::{Rule, StepKind, deadline};
use domain::event::{EventKind, Purpose, Qualifier};
use domain::language::Language;
use domain::obligation::{Obligation, obligations, open_obligations};
use domain::procedure::Procedure;
use domain::refusal::Refusal;
use domain::rehearsal::{Rehearsal, Unplayable};
use domain::term::Unit;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// No path leaves an obligation that nobody can discharge: from wherever people got, each can be met by steps that
    /// are admitted, or falls away with them.
    #[test]
    fn no_path_leaves_an_obligation_that_nobody_can_discharge(
        which in 0..FILES.len(),
        begin in any::<prop::sample::Index>(),
        path in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..40i64), 0..14),
    ) {
        let procedure = read(FILES[which].0);
        let (play, mut now, told) = walk(procedure, begin, &path);
        for obligation in open(&play, procedure, now) {
            let mut copy = play.clone();
            now += TimeDelta::minutes(1);
            prop_assert!(
                discharge(&mut copy, procedure, &obligation, now),
                "{}: nobody can discharge {} after {told:?}", procedure.id, obligation.id
            );
        }
    }

    /// Computed again from its start, term, pauses and extension, every deadline is the same; and it says so.
    #[test]
    fn the_explanation_of_a_deadline_adds_up_to_the_deadline(
        which in 0..FILES.len(),
        begin in any::<prop::sample::Index>(),
        path in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..40i64), 0..14),
    ) {
        let procedure = read(FILES[which].0);
        let (play, now, told) = walk(procedure, begin, &path);
        let calendar = &procedure.calendar;
        for obligation in obligations(play.dossier().unwrap(), procedure, now) {
            let found = &obligation.deadline;
            let Some(rule) = procedure.obligation(&obligation.id) else {
                // A measure: until the day that was agreed, from when it was.
                let days = calendar.wall(found.due).date() - calendar.wall(found.from).date();
                prop_assert_eq!(days.num_days(), i64::from(found.term.count));
                continue;
            };
            let counted = Rule { term: found.term, ..rule.deadline_rule() };
            let own = deadline(calendar, found.from, &counted, &obligation.pauses).unwrap();
            let extended = found.steps.iter().rfind(|step| step.kind == StepKind::Extension);
            match extended {
                None => prop_assert_eq!(own.due, found.due, "{} after {:?}", obligation.id, told),
                Some(step) => {
                    let closing = calendar.closing(step.date);
                    prop_assert!(found.due >= own.due.max(closing.unwrap_or(own.due)));
                }
            }
            let days = found.steps.iter().filter(|step| step.kind == StepKind::WorkingDay).count();
            if found.term.unit == Unit::WorkingDays && obligation.pauses.is_empty() && extended.is_none() {
                prop_assert_eq!(days, found.term.count as usize, "{}", obligation.id);
            }
            for language in [Language::Nl, Language::En] {
                let sentences = found.explain(calendar, language);
                let due = domain::moment::moment_with_year(calendar, found.due, language);
                prop_assert!(sentences.last().unwrap().contains(&due), "{sentences:?}");
            }
        }
    }
}

/// Goes a random way: whoever can do something does some of it.
fn walk(
    procedure: &'static Procedure,
    begin: prop::sample::Index,
    path: &[(prop::sample::Index, prop::sample::Index, i64)],
) -> (Rehearsal<'static>, DateTime<Utc>, Vec<String>) {
    let mut now: DateTime<Utc> = "2026-03-02T08:00:00Z".parse().unwrap();
    let mut play = Rehearsal::new(procedure);
    let kinds: Vec<&str> = procedure
        .kinds
        .iter()
        .filter(|k| k.runs_procedure)
        .map(|k| k.id.as_str())
        .collect();
    let channels: Vec<&str> = procedure.channels.iter().map(|c| c.id.as_str()).collect();
    let about = if begin.index(3) == 0 {
        " about=employee"
    } else {
        ""
    };
    let about = if procedure
        .roles
        .iter()
        .any(|role| role.id.word() == "employee")
    {
        about
    } else {
        ""
    };
    let first = format!(
        "registered:{}:{}{about}",
        begin.get(&kinds),
        begin.get(&channels)
    );
    let mut told = vec![first.clone()];
    play.play(now, &first)
        .unwrap_or_else(|error| panic!("{first}: {error:?}"));
    for (what, kind, hours) in path {
        now += TimeDelta::hours(*hours);
        let lines = lines(&play, procedure);
        if lines.is_empty() {
            continue;
        }
        let line = what.get(&lines);
        let line = match EventKind::of_trigger(line).unwrap().qualifier() {
            Qualifier::Words(words) if !line.contains(':') => format!("{line}:{}", kind.get(words)),
            Qualifier::Ruling => format!("ruled:{}", kind.get(&procedure.rulings).id),
            _ => line.clone(),
        };
        if play.play(now, &line).is_ok() {
            told.push(line);
        }
    }
    (play, now, told)
}

/// What anybody can do now, as lines.
fn lines(play: &Rehearsal, procedure: &Procedure) -> Vec<String> {
    let roles = procedure.roles.iter().map(|rule| rule.id);
    let all = roles
        .flat_map(|role| possible(play.dossier().unwrap(), procedure, &Rehearsal::actor(role)));
    let line = |action: Action| match action {
        Action::PlanVisit(purpose) | Action::Visit(_, purpose) => {
            let word = if purpose == Purpose::Inspection {
                "inspection"
            } else {
                "repair"
            };
            format!("{}:{word}", action.records().name())
        }
        action => action.records().name().to_owned(),
    };
    all.map(line)
        .filter(|line| !matches!(line.as_str(), "photo_added"))
        .collect()
}

fn open(play: &Rehearsal, procedure: &Procedure, now: DateTime<Utc>) -> Vec<Obligation> {
    open_obligations(play.dossier().unwrap(), procedure, now)
}

/// Whether some way leads to the end of an obligation.
fn discharge(
    play: &mut Rehearsal,
    procedure: &Procedure,
    obligation: &Obligation,
    now: DateTime<Utc>,
) -> bool {
    let discharging = match procedure.obligation(&obligation.id) {
        Some(rule) => rule.discharged_by.clone(),
        None => vec![format!("measure_checked:{}", "effective")],
    };
    let is_open = |play: &Rehearsal| {
        let mut all = open(play, procedure, now).into_iter();
        all.any(|o| o.id == obligation.id && o.deadline.from == obligation.deadline.from)
    };
    let measures = play.dossier().unwrap().course.measures.len();
    discharging.iter().any(|trigger| {
        let mut copy = play.clone();
        // Of several measures the first that is open is checked first.
        for _ in 0..=measures {
            reach(&mut copy, trigger, now, 8);
        }
        !is_open(&copy)
    })
}

/// Plays a trigger, and before it what it asks for.
fn reach(play: &mut Rehearsal, trigger: &str, now: DateTime<Utc>, depth: usize) -> bool {
    let Some(left) = depth.checked_sub(1) else {
        return false;
    };
    let before = |play: &mut Rehearsal, first: &str| {
        reach(play, first, now, left) && reach(play, trigger, now, left)
    };
    match play.play(now, trigger) {
        Ok(_) => true,
        Err(Unplayable::Unreadable(_)) if trigger.starts_with("visited") => {
            let purpose = trigger.split(':').nth(1).unwrap_or("inspection");
            before(play, &format!("visit_planned:{purpose}"))
        }
        Err(Unplayable::Refused(Refusal::Missing { triggers })) => {
            triggers.iter().all(|requirement| {
                let mut ways = domain::procedure::alternatives(requirement);
                ways.any(|first| reach(play, first, now, left))
            }) && reach(play, trigger, now, left)
        }
        Err(Unplayable::Refused(Refusal::Inadmissible { .. })) => {
            before(play, "admissibility_decided:refused")
        }
        Err(_) => false,
    }
}
