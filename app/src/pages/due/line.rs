//! One promise that is due.

use super::key;
use crate::ui::{Icon, Standing};
use crate::words::{language, tr};
use domain::due::{Due, Why};
use domain::id::{DossierId, FileHash};
use domain::obligation::Obligation;
use leptos::prelude::*;
use std::hash::{Hash, Hasher};
use sync::message::Reference;

/// A promise, ready to be shown.
#[derive(Clone, PartialEq)]
pub struct Line {
    dossier: DossierId,
    number: String,
    who: String,
    what: String,
    /// Why it is theirs, and by which rule.
    why: String,
    urgent: bool,
    obligation: Obligation,
    version: Option<FileHash>,
}

impl Eq for Line {}

impl Hash for Line {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.dossier, key(&self.obligation)).hash(state);
    }
}

pub fn line(due: &Due, reference: &Reference) -> Line {
    let (summary, obligation) = (due.summary, due.obligation);
    let role = reference.procedure.role_name(obligation.owner, language());
    let whose = match (due.why, obligation.person) {
        (Why::For(person), _) => {
            let name = reference.name(person);
            language().pick(
                format!("voor {name}, die afwezig is"),
                format!("for {name}, who is away"),
            )
        }
        (Why::Own, Some(_)) => tr("op uw naam", "in your name").to_owned(),
        (Why::Own, None) => language().pick(
            format!("als {}", role.to_lowercase()),
            format!("as {}", role.to_lowercase()),
        ),
        (Why::Breach, Some(person)) => language().pick(
            format!("bij {}", reference.name(person)),
            format!("with {}", reference.name(person)),
        ),
        (Why::Breach, None) => language().pick(
            format!("bij de {}", role.to_lowercase()),
            format!("with {}", role.to_lowercase()),
        ),
    };
    let rule = if obligation.rule.is_empty() {
        String::new()
    } else {
        format!(" · {} {}", tr("regel", "rule"), obligation.rule)
    };
    let place = &summary.place.city;
    let who = [summary.complainant.as_str(), place.as_str()];
    let who: Vec<&str> = who.into_iter().filter(|word| !word.is_empty()).collect();
    Line {
        dossier: summary.id,
        number: summary
            .number
            .clone()
            .unwrap_or_else(|| tr("nummer volgt", "number follows").to_owned()),
        who: who.join(", "),
        what: summary.title(),
        why: format!("{whose}{rule}"),
        urgent: summary.urgent,
        obligation: obligation.clone(),
        version: reference.version_of(summary).cloned(),
    }
}

impl Line {
    pub fn into_view(self) -> impl IntoView {
        let Line {
            dossier,
            number,
            who,
            what,
            why,
            urgent,
            obligation,
            version,
        } = self;
        let name = obligation.name.get(language()).to_owned();
        let aim = obligation.aim;
        view! {
            <li class="due-line">
                <a class="due-what" href=format!("/app/work/{dossier}")>
                    <strong>{name}</strong>
                    <span>{number}" · "{who}</span>
                    <span class="soft due-about">{what}</span>
                </a>
                <span class="due-when">
                    {urgent.then(|| view! { <span class="due-urgent"><Icon name="alert"/>{tr("Spoed", "Urgent")}</span> })}
                    <Standing obligation version/>
                    <span class="soft">{aim.then(|| tr("streven, ", "aim, "))}{why}</span>
                </span>
            </li>
        }
    }
}
