//! What an organisation learns from its complaints, measures of itself, reports and keeps.

use super::intake::is_false;
use crate::dossier::Dossier;
use crate::language::Text;
use crate::obligation::{Obligation, ObligationState};
use crate::person::Role;
use crate::procedure::Procedure;
use crate::term::Term;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How satisfaction is measured (FC-10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Satisfaction {
    pub rule: String,
    /// The best score; the worst is 1.
    pub highest: u8,
}

/// What share of an obligation must be met in time (LU-11).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    pub id: String,
    pub rule: String,
    pub name: Text,
    pub obligation: String,
    /// Of a hundred.
    pub percent: u8,
}

/// How far a KPI is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Met in time.
    pub kept: usize,
    /// All of which it is known whether they were.
    pub of: usize,
    pub reached: bool,
}

/// How long dossiers are kept (FC-11).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    pub rule: String,
    /// From the end of the handling.
    pub keep: Term,
    /// Of what is only registered, as ideas and compliments: from being received. Left out: as long as the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_noted: Option<Term>,
}

/// A report that is made now and then (GP-11, LU-10, LG-11, GW-10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub id: String,
    pub rule: String,
    pub name: Text,
    pub every: Term,
    pub by: Role,
    pub to: Vec<Role>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub anonymous: bool,
    /// With recommendations.
    #[serde(default, skip_serializing_if = "is_false")]
    pub advice: bool,
    /// Who decides on what it advises, and records that (GW-11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided_by: Vec<Role>,
}

impl Kpi {
    /// How far it is reached over obligations of many dossiers; what fell away does not count, and what is open counts
    /// only once it is late.
    pub fn reached<'a>(
        &self,
        obligations: impl IntoIterator<Item = &'a Obligation>,
        now: DateTime<Utc>,
    ) -> Reached {
        let (mut kept, mut of) = (0, 0);
        for obligation in obligations.into_iter().filter(|o| o.id == self.obligation) {
            match obligation.state {
                ObligationState::Met(_) if !obligation.was_late(now) => {
                    kept += 1;
                    of += 1;
                }
                ObligationState::Met(_) => of += 1,
                ObligationState::Open if obligation.was_late(now) => of += 1,
                _ => {}
            }
        }
        Reached {
            kept,
            of,
            reached: kept * 100 >= of * usize::from(self.percent),
        }
    }
}

impl Procedure {
    /// Until when a dossier is kept; `None` while it is open, or where the procedure says nothing of it (FC-11).
    pub fn kept_until(&self, dossier: &Dossier) -> Option<DateTime<Utc>> {
        let since = self.kept_since(&dossier.kind, dossier.received_at, dossier.ended_at())?;
        self.kept_after(&dossier.kind, since)
    }

    /// From when a dossier is kept: from the end of its handling, or from being received where it is not handled and so
    /// never ends.
    pub fn kept_since(
        &self,
        kind: &str,
        received_at: DateTime<Utc>,
        ended_at: Option<DateTime<Utc>>,
    ) -> Option<DateTime<Utc>> {
        match self.kind(kind).is_some() && !self.handles(kind) {
            true => Some(received_at),
            false => ended_at,
        }
    }

    /// Until when a dossier of a kind is kept from a moment.
    pub fn kept_after(&self, kind: &str, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let retention = self.retention.as_ref()?;
        let noted = retention.keep_noted.filter(|_| !self.handles(kind));
        let rule = crate::deadline::Rule::new(noted.unwrap_or(retention.keep));
        let end = crate::deadline::deadline(&self.calendar, since, &rule, &[]);
        end.ok().map(|end| end.due)
    }
}
