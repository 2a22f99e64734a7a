//! Being out of office: who stands in for whom, and when. It gives no rights; who stands in has the role already.

use crate::id::PersonId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Somebody is away from one day until another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub person: PersonId,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<PersonId>,
}

impl Absence {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }
}

/// Whom somebody stands in for on a day.
pub fn stood_in_for(
    absences: &[Absence],
    deputy: PersonId,
    day: NaiveDate,
) -> impl Iterator<Item = PersonId> + '_ {
    let mine = move |absence: &&Absence| absence.deputy == Some(deputy) && absence.covers(day);
    absences.iter().filter(mine).map(|absence| absence.person)
}
