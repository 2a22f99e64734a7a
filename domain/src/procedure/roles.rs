//! Who takes part: what roles are called and may do, what steps are called and who takes them, and the stages.

use crate::language::Text;
use crate::person::{Actor, Role};
use crate::procedure::Procedure;
use serde::{Deserialize, Serialize};

/// What the organisation calls a role, and what it may do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRule {
    pub id: Role,
    pub name: Text,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// It does the same work as this role, and has its rights (LU-03); it is meant too wherever that role is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Role>,
}

/// What the organisation calls an event, who records it, and what comes first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRule {
    /// An event's name, without anything after it.
    pub event: String,
    pub rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Who may record it; nobody named: whoever the general table of rights says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Role>,
    /// Triggers of which each must have happened; either of several: `ruled or outcome_recorded`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<String>,
}

/// Where a dossier is, in the organisation's words: what it entered last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageRule {
    pub id: String,
    pub name: Text,
    /// Triggers with which a dossier comes here.
    pub enters: Vec<String>,
}

impl Procedure {
    /// The role whose rights a role has: its own, or those of the role that it is like. A deputy does the
    /// coordinator's work wherever nothing else is said (GP-02).
    pub fn works_as(&self, role: Role) -> Role {
        let own = self.roles.iter().find(|rule| rule.id == role);
        match (own.and_then(|rule| rule.like), role) {
            (Some(like), _) => like,
            (None, Role::Deputy) => Role::Coordinator,
            (None, role) => role,
        }
    }

    /// Whether a role is meant by a list of roles.
    pub fn means(&self, list: &[Role], role: Role) -> bool {
        list.contains(&role) || list.contains(&self.works_as(role))
    }

    /// Whether an actor holds a role that a list means.
    pub fn holds(&self, actor: &Actor, list: &[Role]) -> bool {
        actor.roles.iter().any(|role| self.means(list, *role))
    }

    /// Whether an actor does the coordinator's work: takes in and sees to everything (GP-02, LU-03).
    pub fn coordinates(&self, actor: &Actor) -> bool {
        self.holds(actor, &[Role::Coordinator])
    }

    /// Whether an actor handles what nobody in particular was named for: centrally, or in the actor's region.
    pub fn handles_for(&self, actor: &Actor, decentral: bool, region: &str) -> bool {
        let handler = self.handler.clone().unwrap_or_default();
        if decentral {
            let role = handler.decentral.unwrap_or(Role::RegionalManager);
            actor.is(role) && actor.regions.contains(region)
        } else {
            self.holds(actor, &[handler.central])
        }
    }

    /// The roles of those whom a complaint can be given to.
    pub fn handlers(&self, decentral: bool) -> Vec<Role> {
        let handler = self.handler.clone().unwrap_or_default();
        if decentral {
            return vec![handler.decentral.unwrap_or(Role::RegionalManager)];
        }
        let wanted = [&[handler.central], handler.others.as_slice()].concat();
        let mut roles = Role::ALL.to_vec();
        roles.retain(|role| self.means(&wanted, *role));
        roles
    }

    /// The role that handles where nobody in particular was named.
    pub fn central_handler(&self) -> Role {
        self.handler
            .as_ref()
            .map_or(Role::Coordinator, |handler| handler.central)
    }
}
