//! Whether a report or claim is taken into treatment: what it does not meet, and what the complainant is told
//! (LG-01, LG-08, GW-01, GP-14, NX-08).

use crate::deadline::{Rule, deadline};
use crate::dossier::Dossier;
use crate::event::Registered;
use crate::language::Text;
use crate::person::Role;
use crate::procedure::{Admissibility, Procedure};
use crate::term::Term;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// The id of the rule that a closed channel makes.
pub const CHANNEL: &str = "channel";

/// A rule that is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    /// Its id in the procedure, or [`CHANNEL`].
    pub id: String,
    /// The rule that it carries out: `LG-01`.
    pub rule: String,
    /// What the complainant is told.
    pub message: Text,
    pub exception_by: Vec<Role>,
}

/// What is known of a report when its admissibility is looked at.
struct Report<'a> {
    kind: &'a str,
    channel: &'a str,
    received_at: DateTime<Utc>,
    arisen_on: &'a str,
}

/// What a report that is being taken in does not meet.
pub fn unmet_by(registered: &Registered, procedure: &Procedure) -> Vec<Unmet> {
    unmet_report(
        &Report {
            kind: &registered.kind,
            channel: &registered.channel,
            received_at: registered.received_at,
            arisen_on: &registered.arisen_on,
        },
        procedure,
    )
}

impl Dossier {
    /// What the report does not meet, and for which nobody made an exception.
    pub fn unmet(&self, procedure: &Procedure) -> Vec<Unmet> {
        let report = Report {
            kind: &self.kind,
            channel: &self.channel,
            received_at: self.received_at,
            arisen_on: &self.arisen_on,
        };
        self.without_exceptions(unmet_report(&report, procedure))
    }

    /// What its claim for damages does not meet, and for which nobody made an exception (GP-14).
    pub fn claim_unmet(&self, procedure: &Procedure) -> Vec<Unmet> {
        let (Some(claim), Some(damage)) = (&self.course.claim, &self.course.damage) else {
            return vec![];
        };
        let received = claim.filed.what.received_at.min(claim.filed.at);
        let late = |rule: &&Admissibility| {
            rule.of_claim
                && rule.within.is_some_and(|within| {
                    let end = deadline(
                        &procedure.calendar,
                        damage.what.since,
                        &Rule::new(within),
                        &[],
                    );
                    end.is_ok_and(|end| {
                        let calendar = &procedure.calendar;
                        calendar.wall(received).date() > calendar.wall(end.due).date()
                    })
                })
        };
        let unmet = procedure.admissibility.iter().filter(late).map(unmet_rule);
        self.without_exceptions(unmet.collect())
    }

    fn without_exceptions(&self, mut unmet: Vec<Unmet>) -> Vec<Unmet> {
        let admissions = &self.course.admissions;
        unmet.retain(|rule| admissions.get(&rule.id).is_none_or(|d| !d.what.admitted));
        unmet
    }
}

impl Procedure {
    /// Who may make an exception to a rule of admissibility; `None` when there is no such rule.
    pub fn exception_by(&self, rule: &str, channel: &str) -> Option<&[Role]> {
        if rule == CHANNEL {
            let closed = self.channel(channel).filter(|channel| !channel.accepted);
            return closed.map(|channel| channel.exception_by.as_slice());
        }
        let rule = self.admissibility.iter().find(|known| known.id == rule);
        rule.map(|rule| rule.exception_by.as_slice())
    }
}

fn unmet_report(report: &Report, procedure: &Procedure) -> Vec<Unmet> {
    if !procedure.handles(report.kind) {
        return vec![];
    }
    let closed = procedure.channel(report.channel).filter(|c| !c.accepted);
    let channel = closed.map(|channel| Unmet {
        id: CHANNEL.to_owned(),
        rule: channel.rule.clone(),
        message: channel.message.clone().unwrap_or_default(),
        exception_by: channel.exception_by.clone(),
    });
    let of_kind = |rule: &&Admissibility| {
        !rule.of_claim && (rule.kinds.is_empty() || rule.kinds.iter().any(|k| k == report.kind))
    };
    let late = |rule: &&Admissibility| {
        rule.within
            .is_some_and(|within| came_late(report, within, procedure))
    };
    let rules = procedure.admissibility.iter().filter(of_kind).filter(late);
    channel.into_iter().chain(rules.map(unmet_rule)).collect()
}

fn unmet_rule(rule: &Admissibility) -> Unmet {
    Unmet {
        id: rule.id.clone(),
        rule: rule.rule.clone(),
        message: rule.message.clone(),
        exception_by: rule.exception_by.clone(),
    }
}

/// Whether a report came after the last day of a term that began on the day on which it arose. When that day is not
/// known, nothing can be said.
fn came_late(report: &Report, within: Term, procedure: &Procedure) -> bool {
    let calendar = &procedure.calendar;
    let Ok(arisen) = report.arisen_on.parse::<NaiveDate>() else {
        return false;
    };
    let from = calendar.at(arisen, NaiveTime::MIN);
    let end = deadline(calendar, from, &Rule::new(within), &[]);
    end.is_ok_and(|end| calendar.wall(report.received_at).date() > calendar.wall(end.due).date())
}
